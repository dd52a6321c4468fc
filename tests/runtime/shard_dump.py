#!/usr/bin/env python3
"""Prints shards as text: a second decoder, written from docs/format.md.

shard_dump.py PATH...   PATH is a shard, or a directory whose *.fcs are all printed
Status 1 if a shard is damaged. One line per field; per unit its id, the number of its flags, and the
flags as 0 and 1 without zeros at the end.
"""
import os
import struct
import sys

MASK = (1 << 64) - 1
P1, P2, P3, P4, P5 = (0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9,
                      0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5)
STATES = {b"MAPP": "MAPPED", b"OPEN": "OPEN", b"DONE": "DONE", b"POOL": "POOL"}


def rotate(value, bits):
    return ((value << bits) | (value >> (64 - bits))) & MASK


def round_(lane, word):
    return rotate((lane + word * P2) & MASK, 31) * P1 & MASK


def xxh64(data, seed=0):
    at, size = 0, len(data)
    if size >= 32:
        lanes = [(seed + P1 + P2) & MASK, (seed + P2) & MASK, seed, (seed - P1) & MASK]
        while size - at >= 32:
            lanes = [round_(lane, word)
                     for lane, word in zip(lanes, struct.unpack_from("<4Q", data, at))]
            at += 32
        value = sum(rotate(lane, bits) for lane, bits in zip(lanes, (1, 7, 12, 18))) & MASK
        for lane in lanes:
            value = ((value ^ round_(0, lane)) * P1 + P4) & MASK
    else:
        value = (seed + P5) & MASK
    value = (value + size) & MASK
    while size - at >= 8:
        value ^= round_(0, struct.unpack_from("<Q", data, at)[0])
        value = (rotate(value, 27) * P1 + P4) & MASK
        at += 8
    if size - at >= 4:
        value ^= struct.unpack_from("<I", data, at)[0] * P1 & MASK
        value = (rotate(value, 23) * P2 + P3) & MASK
        at += 4
    for byte in data[at:]:
        value = rotate(value ^ (byte * P5 & MASK), 11) * P1 & MASK
    value = (value ^ (value >> 33)) * P2 & MASK
    value = (value ^ (value >> 29)) * P3 & MASK
    return value ^ (value >> 32)


class Damaged(Exception):
    pass


def need(condition, what):
    if not condition:
        raise Damaged(what)


def dump(path):
    with open(path, "rb") as file:
        data = file.read()
    need(len(data) >= 80, f"has {len(data)} bytes")
    (magic, version, state, digest, header_size, flags_size, start_time, pid, page_size, unit_count,
     host, image, build_id, context, process) = struct.unpack_from("<8sI4sQQQQIIIIIIII", data)
    need(magic == b"FASTCOVS", "magic")
    need(version == 2, "version")
    need(state in STATES, f"state {state!r}")
    record = (header_size + flags_size + 7) // 8 * 8
    size = record + 56 if state == b"POOL" else header_size + flags_size
    need(size == len(data), "size")
    need(header_size % page_size == 0, "header is not whole pages")
    need(digest == xxh64(data[24:header_size]), "hash")
    print("version", version)
    print("state", STATES[state])
    print("header_size", header_size)
    print("flags_size", flags_size)
    print("start_time", start_time)
    print("pid", pid)
    print("process", process)
    if state == b"POOL":
        folded, pending, name, program = struct.unpack_from("<QQ32sI", data, record)
        print("folded", folded)
        print("pending", pending, name.rstrip(b"\0").decode() if pending else "")
        print("program", program)
    print("page_size", page_size)
    at = 80 + 32 * unit_count
    for name, size in ("host", host), ("image", image), ("build_id", build_id), ("context", context):
        need(at + size <= header_size, name)
        text = data[at:at + size]
        print(name, text.hex() if name == "build_id" else text.decode())
        at += size
    need(not any(data[at:header_size]), "padding of the header")
    owned = bytearray(flags_size)
    for i in range(unit_count):
        unit, offset, count, zero = struct.unpack_from("<16sQII", data, 80 + 32 * i)
        need(zero == 0, "reserved in a unit")
        need(offset + count <= flags_size, "unit outside of the flags")
        flags = data[header_size + offset:header_size + offset + count]
        need(set(flags) <= {0, 255}, "flag")
        owned[offset:offset + count] = b"\1" * count
        print("unit", unit.hex(), count, "".join("1" if flag else "0" for flag in flags).rstrip("0"))
    need(not any(flag for flag, own in zip(data[header_size:header_size + flags_size], owned) if not own), "flag of no unit")


def main(paths):
    status = 0
    for path in paths:
        if os.path.isdir(path):
            files = sorted(os.path.join(path, f) for f in os.listdir(path) if f.endswith(".fcs"))
        else:
            files = [path]
        for file in files:
            try:
                dump(file)
            except Damaged as damage:
                print(f"{file}: damaged: {damage}")
                status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
