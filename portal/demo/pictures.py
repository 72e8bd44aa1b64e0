"""Pictures for the demo, drawn here: things and houses, nobody on them."""

import io

from PIL import Image, ImageDraw

SHADES = ("#b3212a", "#1f5fae", "#2e7d4f", "#8a6d1f", "#5b6470")
WALLS = ("#f4ede1", "#e8eef2", "#f2e6dc", "#eaeee4", "#efe9ee")
RED, GLASS, GREEN, GROUND = "#b3212a", "#a9c4d6", "#4d8a5b", "#d9d6cf"
OLD = ("#8f9399", "#a3a7ac", "#969085")
RAIL = "#5d6872"
STEPS = 6
SIZE = (1200, 800)  # px


def picture(number: int, *, mended: int = STEPS) -> io.BytesIO:
    """Steps up to a house: the lower ones mended, in a colour and with a rail, the rest broken."""
    image = Image.new("RGB", (640, 420), "#e9eef2")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 388, 640, 420), fill=GROUND)
    pen.rectangle((500, 20, 640, 388), fill=WALLS[number % len(WALLS)])
    for n in range(STEPS):
        left, top = 60 + n * 80, 340 - n * 48
        shade = SHADES[number % len(SHADES)] if n < mended else OLD[n % len(OLD)]
        pen.rectangle((left, top, 580, top + 48), fill=shade)
        if n >= mended:
            chip = [(left, top - 1), (left + 30 + n * 3, top - 1), (left, top + 26)]
            pen.polygon(chip, fill="#e9eef2")
            crack = [(left + 62, top), (left + 48, top + 16), (left + 70, top + 30)]
            pen.line([*crack, (left + 58, top + 47)], fill="#4c4f55", width=3)
    for n in range(mended):
        post = 92 + n * 80
        pen.rectangle((post, 252 - n * 48, post + 7, 340 - n * 48), fill=RAIL)
    if mended:
        end = 99 + (mended - 1) * 80, 252 - (mended - 1) * 48
        pen.line([(92, 252), end], fill=RAIL, width=11)
    return _upload(image, "PNG")


def front(number: int) -> io.BytesIO:
    """The front of a centre: a house with a red band over the door, a ramp, trees beside it."""
    image = Image.new("RGB", SIZE, "#dceaf3")
    pen = ImageDraw.Draw(image)
    floors, left = 2 + number % 3, 180 + (number % 4) * 20
    right, top = 1200 - left, 560 - floors * 120
    pen.rectangle((0, 640, *SIZE), fill=GROUND)
    pen.rectangle((left, top, right, 650), fill=WALLS[number % len(WALLS)])
    pen.rectangle((left - 16, top - 18, right + 16, top), fill="#8b8f94")
    for floor in range(floors - 1):
        for x in range(left + 40, right - 90, 130):
            pen.rectangle((x, top + 34 + floor * 120, x + 80, top + 104 + floor * 120), fill=GLASS)
    pen.rectangle((left, 520 - 40, right, 520), fill=RED)
    door = (left + right) // 2
    for x in range(left + 40, right - 90, 130):
        if abs(x + 40 - door) > 120:
            pen.rectangle((x, 545, x + 80, 625), fill=GLASS)
    pen.rectangle((door - 62, 535, door + 62, 650), fill="#6d7a83")
    pen.rectangle((door - 56, 541, door - 3, 650), fill=GLASS)
    pen.rectangle((door + 3, 541, door + 56, 650), fill=GLASS)
    pen.polygon([(door + 62, 650), (door + 62, 628), (door + 330, 650)], fill="#b9b4aa")
    for x, size in ((90 + number % 3 * 12, 74), (1100 - number % 5 * 10, 92)):
        pen.rectangle((x - 9, 520, x + 9, 655), fill="#7a6248")
        pen.ellipse((x - size, 380, x + size, 380 + 2 * size), fill=GREEN)
    return _upload(image, "JPEG")


def _upload(image: Image.Image, form: str) -> io.BytesIO:
    data = io.BytesIO()
    image.save(data, form)
    data.name = f"picture.{form.lower()}"
    data.seek(0)
    return data
