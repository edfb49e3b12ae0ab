"""A curve of a few points as SVG: the warehouse's size along a logarithmic axis, milliseconds upwards."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from pathlib import Path

WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT = 640, 320, 56, 200, 24, 40
COLOURS = ("#1f6f8b", "#b5541c", "#5b7f2b", "#7a4a8c")

Line = tuple[str, Sequence[tuple[int, float]]]


def draw(path: Path, title: str, lines: Sequence[Line]) -> None:
    """Write the curves: each a name and its points, stories and milliseconds."""
    sizes = sorted({size for _, points in lines for size, _ in points})
    most = max(value for _, points in lines for _, value in points) * 1.1
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
            'font-size="12">'
        ),
        f'<text x="{LEFT}" y="16" font-size="13">{escape(title)}</text>',
        f'<path d="M{LEFT},{TOP} V{HEIGHT - FOOT} H{WIDTH - RIGHT}" fill="none" stroke="#666"/>',
    ]
    parts += [_mark(size, sizes) for size in sizes]
    parts += [_level(most * step / 4, most) for step in range(5)]
    parts += [_curve(number, line, sizes, most) for number, line in enumerate(lines)]
    path.write_text("\n".join([*parts, "</svg>", ""]), encoding="utf-8")


def _x(size: int, sizes: Sequence[int]) -> float:
    span = math.log(sizes[-1] / sizes[0]) or 1.0
    return LEFT + 10 + (WIDTH - LEFT - RIGHT - 20) * math.log(size / sizes[0]) / span


def _y(value: float, most: float) -> float:
    return HEIGHT - FOOT - (HEIGHT - FOOT - TOP) * value / most


def _mark(size: int, sizes: Sequence[int]) -> str:
    return f'<text x="{_x(size, sizes):.0f}" y="{HEIGHT - FOOT + 18}" text-anchor="middle">{size:,}</text>'


def _level(value: float, most: float) -> str:
    return f'<text x="{LEFT - 6}" y="{_y(value, most) + 4:.0f}" text-anchor="end">{value:.1f}</text>'


def _curve(number: int, line: Line, sizes: Sequence[int], most: float) -> str:
    name, points = line
    colour = COLOURS[number % len(COLOURS)]
    places = [(_x(size, sizes), _y(value, most)) for size, value in points]
    drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places)
    told = f'<text x="{WIDTH - RIGHT + 8}" y="{TOP + 16 * number + 12}" fill="{colour}">{escape(name)}</text>'
    return f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}{told}'
