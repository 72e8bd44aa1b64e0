"""The invented 云澜区: places, people and two years of wishes, so that figures mean something.

Installed by the demo and test settings only; production does not know this room.
"""
