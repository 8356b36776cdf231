#!/usr/bin/env python3
"""Adds texts to a resource trio, or changes them: eng/text.py Vendors < lines of  key <TAB> Korean <TAB> English <TAB> Chinese."""
import pathlib
import re
import sys
from xml.sax.saxutils import escape, unescape

HEAD = """<?xml version="1.0" encoding="utf-8"?>
<root>
  <resheader name="resmimetype"><value>text/microsoft-resx</value></resheader>
  <resheader name="version"><value>2.0</value></resheader>
  <resheader name="reader"><value>System.Resources.ResXResourceReader, System.Windows.Forms, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089</value></resheader>
  <resheader name="writer"><value>System.Resources.ResXResourceWriter, System.Windows.Forms, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089</value></resheader>
"""
DATA = re.compile(r'<data name="([^"]+)" xml:space="preserve"><value>(.*?)</value></data>', re.S)


def read(path):
    return {k: unescape(v) for k, v in DATA.findall(path.read_text(encoding="utf-8"))} if path.exists() else {}


def main():
    folder = pathlib.Path(__file__).resolve().parent.parent / "Portal" / "Resources"
    area = sys.argv[1]
    paths = [folder / f"{area}{suffix}.resx" for suffix in ("", ".en", ".zh-Hans")]
    texts = [read(path) for path in paths]
    for number, line in enumerate(sys.stdin.read().splitlines(), 1):
        if not line.strip():
            continue
        cells = [cell.replace("\\n", "\n") for cell in line.split("\t")]
        if len(cells) != 4 or not all(cells):
            sys.exit(f"line {number}: a key and three texts are wanted, separated by tabs")
        for known, value in zip(texts, cells[1:]):
            known[cells[0]] = value
    for path, known in zip(paths, texts):
        rows = "".join(f'  <data name="{k}" xml:space="preserve"><value>{escape(v)}</value></data>\n' for k, v in sorted(known.items()))
        path.write_text(HEAD + rows + "</root>\n", encoding="utf-8")


main()
