"""A screen as a picture. Only for `make screens`: wants Pillow and DejaVu Sans Mono (Debian: python3-pil, fonts-dejavu)."""
import os
import sys
import unicodedata

try:
    from PIL import Image, ImageDraw, ImageFont
except ImportError:  # another Python stands first in the path than the system's
    if sys.executable == "/usr/bin/python3":
        raise
    os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])

FONTS = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono%s.ttf"
OTHER_FONTS = ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
               "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
INK, PAPER, SIZE = (205, 205, 200), (24, 25, 28), 14
BASIC = [(24, 25, 28), (204, 90, 85), (120, 170, 95), (205, 165, 80), (95, 145, 205), (175, 120, 185), (85, 170, 175), (205, 205, 200),
         (110, 112, 118), (235, 120, 110), (150, 205, 120), (235, 200, 110), (125, 175, 235), (205, 150, 215), (115, 205, 210), (245, 245, 240)]


def _colour(words, kind, standard):
    word = next((w for w in words if w.startswith(kind)), None)
    if not word:
        return standard
    numbers = [int(n) for n in word.split()[1].split("/")]
    if len(numbers) == 3:
        return tuple(numbers)
    n = numbers[0]
    if n < 16:
        return BASIC[n]
    if n >= 232:
        return (8 + 10 * (n - 232),) * 3
    return tuple(0 if c == 0 else 55 + 40 * c for c in ((n - 16) // 36, (n - 16) // 6 % 6, (n - 16) % 6))


def _cells(row):
    """(column, cluster, cells, attributes) of a line."""
    column = 0
    clusters = []
    for character, words in row:
        if clusters and (unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf")):
            at, cluster, cells, before = clusters[-1]
            column += character == "\ufe0f" and cells == 1  # emoji style makes a narrow sign wide
            clusters[-1] = (at, cluster + character, column - at, before)
            continue
        cells = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        clusters.append((column, character, cells, words))
        column += cells
    return clusters


def _font_for(cluster, fonts):
    """What is drawn, and the first font that has it: of those that have not, the picture is that of a code point that is none."""
    for font in fonts:
        if bytes(font.getmask(cluster[0])) != bytes(font.getmask("\uffff")):
            return cluster, font
    return "◆", fonts[0]


def draw(screen, path, paper=PAPER):
    """Write what a Screen shows as a PNG of few colours."""
    fonts = {(b, i): ImageFont.truetype(FONTS % name, SIZE)
             for b, i, name in ((0, 0, ""), (1, 0, "-Bold"), (0, 1, "-Oblique"), (1, 1, "-BoldOblique"))}
    others = [ImageFont.truetype(f, SIZE) for f in OTHER_FONTS if os.path.exists(f)]
    ascent, descent = fonts[0, 0].getmetrics()
    w, h = round(fonts[0, 0].getlength("M")), ascent + descent
    image = Image.new("RGB", (screen.columns * w, screen.rows * h), paper)
    pen = ImageDraw.Draw(image)
    for y, row in enumerate(screen.styled(is_whole=True)):
        for x, cluster, cells, words in _cells(row):
            ink, ground = _colour(words, "ink", INK), _colour(words, "paper", paper)
            if "reverse" in words:
                ink, ground = ground, ink
            if "dim" in words:
                ink = tuple((3 * a + 2 * b) // 5 for a, b in zip(ink, ground))
            box = (x * w, y * h, (x + cells) * w - 1, (y + 1) * h - 1)
            if ground != paper:
                pen.rectangle(box, fill=ground)
            if cluster != " ":
                cluster, font = _font_for(cluster, [fonts[int("bold" in words), int("italic" in words)], *others])
                pen.text((x * w, y * h), cluster, font=font, fill=ink)
            for word, at in (("underline", ascent + 2), ("strike", h // 2)):
                if word in words:
                    pen.line((box[0], y * h + at, box[2], y * h + at), fill=ink)
    cursor = screen.cursor()
    if cursor:
        x, y = cursor
        pen.rectangle((x * w, (y + 1) * h - 3, (x + 1) * w - 1, (y + 1) * h - 1), fill=(255, 175, 0))
    image.quantize(48).save(path, optimize=True)
