"""Scenes of what cities do together: sign, meet, perform, and send trains to each other."""

import math

from sistercities.demo.brush import (
    HEIGHT,
    INK,
    OCHRE,
    PAPER,
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
    turned,
)


def viaduct(picture: Picture, line: list[Point], foot: float, colour: Colour) -> None:
    for x, y in line[::9]:
        picture.line([(x, y), (x, foot)], 12, colour)
    picture.line([(x, y + 10) for x, y in line], 20, colour)


def corridor_railway() -> Picture:
    """A railway from the mountains over a great river down to the sea, with three stops."""
    picture = Picture(pale(TEAL, 0.06))
    ridge(picture, [330, 250, 470, 420, 640, 760, 830, 900, 950], pale(TEAL, 0.14))
    ridge(picture, [520, 600, 560, 760, 780, 930, 960, 1000, 1040], pale(TEAL, 0.3))
    track = curve([(-60, 690), (420, 700), (900, 820), (1400, 990), (1900, 1090), (2460, 1110)], 30)
    viaduct(picture, track, 1400, mix(PAPER, INK, 0.55))
    ridge(picture, [860, 950, 1040, 1130, 1230, 1250, 1290, 1330, 1350], pale(TEAL, 0.78))
    left_bank = curve([(1255, 1240), (1180, 1310), (1240, 1400), (1120, 1500), (1020, HEIGHT)])
    right_bank = curve([(1275, 1240), (1235, 1310), (1360, 1400), (1330, 1500), (1420, HEIGHT)])
    picture.shape([*left_bank, *reversed(right_bank)], pale(OCHRE, 0.55))
    picture.shape([*curve([(1700, HEIGHT), (1980, 1450), (2420, 1370)]), (WIDTH, HEIGHT)], pale(TEAL, 0.42))
    for index in range(11):
        x, y = track[26 + index * 4]
        after = track[29 + index * 4]
        colour = mix(OCHRE, INK, 0.15) if index % 3 else TEAL
        picture.shape([(x, y - 52), (after[0], after[1] - 52), (after[0], after[1] - 4), (x, y - 4)], colour)
    for x, y in (track[12], track[88], track[132]):
        picture.line([(x, y - 250), (x, y)], 5, INK)
        picture.disc((x, y - 262), 26, INK)
        picture.disc((x, y - 262), 15, PAPER)
    return picture


def two_papers() -> Picture:
    """Two sheets of a signed paper, and the two strands that run over both."""
    picture = Picture(pale(INK, 0.1))
    for left, degrees, colour in ((420, -5.0, TEAL), (1180, 4.0, OCHRE)):
        centre = (left + 400, 790)
        picture.shape(turned(box(left + 16, 236, left + 816, 1376), centre, degrees), pale(INK, 0.2))
        picture.shape(turned(box(left, 220, left + 800, 1360), centre, degrees), PAPER)
        picture.line(turned([(left + 220, 340), (left + 580, 340)], centre, degrees), 14, colour)
        for row in range(13):
            end = left + (690 if row % 4 != 3 else 460)
            picture.line(
                turned([(left + 110, 440 + row * 46), (end, 440 + row * 46)], centre, degrees), 5, pale(INK, 0.3)
            )
        for x in (110, 430):
            picture.line(turned([(left + x, 1220), (left + x + 250, 1220)], centre, degrees), 3, INK)
    for offset, colour in ((0, TEAL), (1, OCHRE)):
        sway = 46 if offset else -46
        points = [
            (-60, 1120 + sway),
            (420, 1110 + sway),
            (900, 1110 - sway * 0.2),
            (1200, 1110),
            (1560, 1100 + sway),
            (2460, 1040 + sway),
        ]
        picture.line(curve(points), 18, colour)
    return picture


def tile(
    picture: Picture, centre: Point, radius: float, degrees: float, half: tuple[float, float], colour: Colour
) -> None:
    """A rectangle that faces `centre` from a ring; `half` is its half depth and half width."""
    flat = box(centre[0] + radius - half[0], centre[1] - half[1], centre[0] + radius + half[0], centre[1] + half[1])
    picture.shape(turned(flat, centre, degrees), colour)


def round_forum() -> Picture:
    """Seats in rings around a table, seen from above; part of a ring is a row of screens."""
    picture, centre = Picture(pale(TEAL, 0.05)), (WIDTH / 2, HEIGHT / 2)
    for ring in range(4):
        radius, count = 300 + ring * 125, 30 + ring * 10
        for seat in range(count):
            degrees = 360 * seat / count
            if ring < 2 or not 225 < degrees < 315:
                tile(picture, centre, radius, degrees, (18, 24), pale(TEAL, 0.9 - ring * 0.18))
    for ring in range(2):
        for screen in range(7):
            degrees = 234 + screen * 12
            tile(picture, centre, 550 + ring * 125, degrees, (42, 46 + ring * 10), OCHRE if ring else pale(OCHRE, 0.7))
    picture.disc(centre, 205, mix(TEAL, INK, 0.3))
    picture.disc(centre, 185, pale(TEAL, 0.16))
    for side, colour in ((1, TEAL), (-1, OCHRE)):
        turns = [turn / 6 for turn in range(19)]
        points = [(centre[0] + 150 * math.cos(a), centre[1] + side * 44 * math.sin(2 * a)) for a in turns]
        picture.line(curve(points), 12, colour)
    return picture


def theatre_curtain() -> Picture:
    """A stage before the play: folds of a curtain, two ribbons, the heads of the audience."""
    picture = Picture(mix(TEAL, INK, 0.55))
    for fold in range(48):
        shade = 0.5 + 0.5 * math.sin(fold * 1.25)
        left, drop = fold * 50, 1130 + 16 * math.sin(fold * 0.9)
        picture.shape(box(left, 0, left + 52, drop), mix(mix(TEAL, INK, 0.35), pale(TEAL, 0.78), shade * 0.6))
    for swag in range(6):
        left = swag * 400
        picture.shape(
            curve([(left - 20, -20), (left + 60, 120), (left + 200, 205), (left + 340, 120), (left + 420, -20)]),
            mix(OCHRE, INK, 0.25),
        )
    picture.shape([(0, 1120), (WIDTH, 1120), (WIDTH, 1420), (0, 1420)], pale(OCHRE, 0.62))
    for board in range(1, 9):
        picture.line([(0, 1120 + board * board * 4.6), (WIDTH, 1120 + board * board * 4.6)], 3, mix(OCHRE, INK, 0.1))
    for sway, colour in ((1, PAPER), (-1, pale(OCHRE, 0.5))):
        points = [(300 + 150 * step, 800 + sway * 170 * math.sin(step * math.pi / 4)) for step in range(13)]
        picture.line(curve(points), 22, colour)
    chance = dice(5)
    for row in range(2):
        for x in range(-40 + row * 70, WIDTH + 80, 140):
            y = 1430 + row * 120 + chance.uniform(-14, 14)
            picture.disc((x, y), 58, mix(INK, TEAL, 0.18 - row * 0.16))
            picture.shape(box(x - 82, y + 62, x + 82, HEIGHT), mix(INK, TEAL, 0.18 - row * 0.16))
    return picture


def corridor_freight() -> Picture:
    """Containers in a yard under a gantry."""
    picture, chance = Picture(pale(INK, 0.05)), dice(17)
    tints = (TEAL, pale(TEAL, 0.62), OCHRE, pale(OCHRE, 0.55), mix(INK, TEAL, 0.3), pale(INK, 0.28))
    ridge(picture, [930, 880, 920, 830, 900, 860, 940], pale(TEAL, 0.12))
    for column, stack in enumerate((3, 4, 4, 2, 3, 4, 2, 1)):
        for level in range(stack):
            left, bottom = 60 + column * 290, 1330 - level * 172
            colour = chance.choice(tints)
            picture.shape(box(left, bottom - 164, left + 280, bottom), colour)
            for rib in range(1, 14):
                picture.line(
                    [(left + rib * 20, bottom - 150), (left + rib * 20, bottom - 14)], 4, mix(colour, INK, 0.18)
                )
    frame = mix(INK, PAPER, 0.12)
    for x in (250, 2150):
        picture.shape(
            [(x - 22, 330), (x + 22, 330), (x + 46, 1330), (x + 10, 1330), (x, 600), (x - 10, 1330), (x - 46, 1330)],
            frame,
        )
    picture.shape(box(90, 270, 2310, 338), frame)
    picture.shape(box(1820, 338, 1960, 392), frame)
    for x in (1838, 1942):
        picture.line([(x, 392), (x, 610)], 5, frame)
    picture.shape(box(1750, 610, 2030, 774), TEAL)
    picture.shape(box(0, 1330, WIDTH, HEIGHT), pale(INK, 0.24))
    for y, colour in ((1400, TEAL), (1440, OCHRE)):
        picture.line([(0, y), (WIDTH, y)], 10, colour)
    return picture
