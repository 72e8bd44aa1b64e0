"""Pictures for the demo's projects, drawn here."""

import io

from PIL import Image, ImageDraw

SHADES = ("#b3212a", "#1f5fae", "#2e7d4f", "#8a6d1f", "#5b6470")


def picture(number: int) -> io.BytesIO:
    """A plain picture of a thing: steps in a colour, nobody on it."""
    shade = SHADES[number % len(SHADES)]
    image = Image.new("RGB", (640, 420), "#e9eef2")
    pen = ImageDraw.Draw(image)
    for n in range(6):
        pen.rectangle((60 + n * 80, 340 - n * 48, 580, 388 - n * 48), fill=shade)
    data = io.BytesIO()
    image.save(data, "PNG")
    data.name = "picture.png"
    data.seek(0)
    return data
