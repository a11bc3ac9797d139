"""Recompresses a set of JPEGs with Pillow; see ChildProcessEngine for what is said on the pipes.

    pillow.py SET.json QUALITY [optimize]
"""
import io
import json
import os
import sys
import time

from PIL import Image

with open(sys.argv[1], encoding="utf-8") as file:
    sources = []
    for path in json.load(file):
        with open(path, "rb") as source:
            sources.append(source.read())

options = {"quality": int(sys.argv[2]), "optimize": sys.argv[3:] == ["optimize"]}


def recompress(source):
    result = io.BytesIO()
    with Image.open(io.BytesIO(source)) as image:
        image.save(result, "JPEG", **options)
    return result.getbuffer()


def recompress_all(keep):
    bytes_out = failed = 0
    for index, source in enumerate(sources):
        try:
            result = recompress(source)
        except (OSError, SyntaxError, ValueError):
            # These three are what Pillow raises for a file that it cannot read or write.
            failed += 1
            keep(index, None)
            continue
        bytes_out += len(result)
        keep(index, result)
    return bytes_out, failed


def answer(**values):
    print(json.dumps(values), flush=True)


def write(folder):
    def keep(index, result):
        if result is not None:
            with open(os.path.join(folder, f"{index}.jpg"), "wb") as file:
                file.write(result)

    return keep


answer(ready=True)
for line in sys.stdin:
    command, argument = line.rstrip("\n").split(" ", 1)
    if command == "keep":
        bytes_out, failed = recompress_all(write(argument))
        answer(bytes=bytes_out, failed=failed, seconds=0, processorSeconds=0)
    else:
        processor = time.process_time()
        start = time.perf_counter()
        for _ in range(int(argument)):
            bytes_out, failed = recompress_all(lambda index, result: None)
        answer(
            seconds=time.perf_counter() - start,
            processorSeconds=time.process_time() - processor,
            bytes=bytes_out,
            failed=failed,
        )
