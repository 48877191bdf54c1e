"""Scenes of places: rivers, hills and rooflines that belong to no particular view."""

import math
import random

from sistercities.demo.brush import (
    HEIGHT,
    INK,
    OCHRE,
    TEAL,
    WIDTH,
    Colour,
    Picture,
    Point,
    box,
    curve,
    dice,
    mix,
    pale,
    ridge,
)


def ripples(picture: Picture, top: float, colours: tuple[Colour, ...], seed: int, count: int = 70) -> None:
    """Short level strokes, wider apart towards the viewer: still water from `top` down to the edge."""
    chance = dice(seed)
    for _ in range(count):
        depth = chance.random() ** 1.6
        y, length = top + depth * (HEIGHT - top), 60 + 420 * depth * chance.random()
        x = chance.uniform(-200, WIDTH)
        picture.line([(x, y), (x + length, y)], 2 + 4 * depth, chance.choice(colours))


def two_rivers() -> Picture:
    """Two rivers seen from above: they run side by side before they mix."""
    picture = Picture(pale(TEAL, 0.05))
    for ring in range(8):
        inset = ring * 62
        north: list[Point] = [(-100, 470 + inset * 0.5), (700, 520 + inset * 0.46), (1500 - inset * 1.5, 800)]
        south: list[Point] = [(700, 1080 - inset * 0.46), (-100, 1130 - inset * 0.5)]
        picture.shape(curve([*north, *south]), pale(mix(TEAL, INK, 0.4), 0.07 + ring * 0.03))
    for strand in range(7):
        inner, outer = (strand + 0.92) / 7, strand / 7
        picture.shape([*upper_bank(outer), *reversed(upper_bank(inner))], mix(pale(TEAL, 0.5), TEAL, inner))
        picture.shape([*lower_bank(outer), *reversed(lower_bank(inner))], mix(pale(OCHRE, 0.5), OCHRE, inner))
    for strand in range(1, 5):
        drift, start = strand * 40, 2120 - strand * 110
        picture.line(curve([(start, 795), (start + 260, 798 + drift * 0.3), (2520, 800 + drift)]), 6, TEAL)
        picture.line(curve([(start, 795), (start + 260, 792 - drift * 0.3), (2520, 800 - drift)]), 6, OCHRE)
    return picture


def upper_bank(depth: float) -> list[Point]:
    """A line along the upper river: 0 is its far bank, 1 is where the other river is."""
    above: list[Point] = [(-100, 190 + 330 * depth), (640, 250 + 300 * depth), (1180, 500 + 215 * depth)]
    return curve([*above, (1650, 590 + 205 * depth), (2050, 590 + 208 * depth), (2520, 520 + 280 * depth)])


def lower_bank(depth: float) -> list[Point]:
    """The same along the lower river."""
    above: list[Point] = [(-100, 1420 - 330 * depth), (640, 1380 - 320 * depth), (1180, 1110 - 215 * depth)]
    return curve([*above, (1650, 1000 - 205 * depth), (2050, 1010 - 212 * depth), (2520, 1090 - 290 * depth)])


def mountain_city() -> Picture:
    """A city that climbs its hill in steps, above a river."""
    picture, chance = Picture(pale(TEAL, 0.07)), dice(7)
    ridge(picture, [700, 560, 640, 470, 600, 520, 690], pale(TEAL, 0.13))
    for layer in range(5):
        colour, foot = pale(mix(TEAL, INK, 0.25 + layer * 0.13), 0.22 + layer * 0.17), 880 + layer * 95
        left = -60.0
        while left < WIDTH:
            width = chance.choice((70, 90, 120, 150))
            hill = 330 * math.exp(-(((left - 1000 - layer * 90) / (620 - layer * 40)) ** 2))
            top = foot - hill - chance.choice((40, 90, 140, 230)) + layer * 30
            picture.shape(box(left, top, left + width, HEIGHT), colour)
            if layer > 1:
                lights(picture, left, top, width, chance)
            left += width + chance.choice((0, 0, 14))
    picture.shape(box(0, 1330, WIDTH, HEIGHT), pale(TEAL, 0.8))
    ripples(picture, 1345, (TEAL, pale(TEAL, 0.55), pale(OCHRE, 0.6)), 3)
    return picture


def lights(picture: Picture, left: float, top: float, width: float, chance: random.Random) -> None:
    for row in range(2):
        for column in range(int(width // 34)):
            if chance.random() < 0.28:
                x, y = left + 14 + column * 34, top + 24 + row * 40
                picture.shape(box(x, y, x + 10, y + 16), pale(OCHRE, 0.35))


def spire(picture: Picture, x: float, foot: float, height: float, colour: Colour) -> None:
    """A tapering tower in rounded tiers with a long finial; no particular building."""
    half = height * 0.21
    outline = ((1, 0), (0.84, 0.12), (0.66, 0.28), (0.5, 0.42), (0.38, 0.56), (0.22, 0.67), (0.07, 0.76), (0.02, 1))
    right = curve([(x + half * wide, foot - height * up) for wide, up in outline])
    picture.shape([*right, *((2 * x - px, py) for px, py in reversed(right))], colour)
    for up, wide in ((0.1, 0.94), (0.2, 0.82), (0.3, 0.7), (0.4, 0.58)):
        y = foot - height * up
        picture.line([(x - half * wide, y), (x + half * wide, y)], 5, pale(colour, 0.75))


def chao_phraya() -> Picture:
    """A wide river in the evening, low trees and spires behind it, a long boat in front."""
    picture = Picture(pale(OCHRE, 0.1))
    picture.disc((1640, 640), 210, pale(OCHRE, 0.24))
    chance, horizon, left = dice(21), 960, -20.0
    while left < WIDTH:
        width, top = chance.choice((80, 110, 160)), horizon - chance.choice((60, 110, 180, 300))
        picture.shape(box(left, top, left + width, horizon), pale(TEAL, 0.16))
        left += width + chance.choice((0, 30))
    for x, height in ((640, 330), (1120, 330), (470, 220), (1290, 220)):
        spire(picture, x, horizon, height, pale(TEAL, 0.72))
    spire(picture, 880, horizon, 640, TEAL)
    for x in range(-40, WIDTH + 60, 58):
        picture.disc((x, horizon), chance.choice((28, 44, 58, 70)), mix(TEAL, INK, chance.choice((0.4, 0.5))))
    picture.shape(box(0, horizon, WIDTH, HEIGHT), pale(OCHRE, 0.3))
    ripples(picture, horizon + 12, (pale(TEAL, 0.55), pale(OCHRE, 0.5), pale(OCHRE, 0.14)), 11, 130)
    hull = curve([(1380, 1250), (1500, 1306), (1760, 1322), (2040, 1290), (2190, 1200)])
    picture.shape([*hull, (2040, 1268), (1760, 1288), (1500, 1278)], INK)
    picture.shape(box(1590, 1212, 1880, 1226), mix(OCHRE, INK, 0.3))
    for x in (1610, 1735, 1860):
        picture.line([(x, 1220), (x, 1296)], 6, INK)
    return picture


def rhine_bank() -> Picture:
    """A broad river with a cable-stayed bridge, gables and one slender tower."""
    picture, horizon = Picture(pale(TEAL, 0.08)), 1010
    chance, left = dice(30), 0.0
    picture.shape([(1886, 300), (1914, 300), (1934, horizon), (1866, horizon)], pale(INK, 0.5))
    picture.shape([(1810, 400), (1990, 400), (1960, 462), (1840, 462)], pale(INK, 0.62))
    picture.line([(1900, 150), (1900, 300)], 8, pale(INK, 0.5))
    while left < WIDTH:
        width, top = chance.choice((70, 90, 110)), horizon - chance.choice((110, 140, 180))
        colour = pale(chance.choice((TEAL, OCHRE, INK)), chance.choice((0.3, 0.42, 0.55)))
        picture.shape(
            [
                (left, horizon),
                (left, top),
                (left + width / 2, top - width * 0.6),
                (left + width, top),
                (left + width, horizon),
            ],
            colour,
        )
        left += width
    picture.shape(box(0, horizon, WIDTH, HEIGHT), pale(TEAL, 0.55))
    ripples(picture, horizon + 20, (TEAL, pale(TEAL, 0.3), pale(OCHRE, 0.5)), 8, 110)
    for pylon in (420, 1320):
        picture.line([(pylon, 430), (pylon, 1250)], 26, INK)
        for reach in range(1, 6):
            for side in (-1, 1):
                picture.line([(pylon, 400 + reach * 40), (pylon + side * reach * 86, 1106)], 4, INK)
    picture.shape(box(0, 1096, WIDTH, 1124), INK)
    picture.line([(0, 1140), (WIDTH, 1140)], 8, OCHRE)
    return picture
