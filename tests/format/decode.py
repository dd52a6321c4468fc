#!/usr/bin/env python3
"""A second decoder, written from docs/format.md alone.

  decode.py IMAGE-OR-MAP... -- SHARD-OR-PROFILE...

Prints the "files" of the JSON report with --instantiations for these maps and flags, with absolute
paths, and sets of contexts as lists of their names. It takes the files to be sound and does no more
than the document says: tests/format/second_decoder.sh holds it against fastcov-merge.
"""
import json, os, posixpath, struct, subprocess, sys, tempfile

SITE_KINDS = ['if', 'while', 'do', 'for', 'range-for', '?:', '&&', '||', 'switch']
REASONS = {1: 'folded', 2: 'unreachable', 3: 'assert', 4: 'enum default'}


class Bytes:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, size):
        assert self.at + size <= len(self.data)
        self.at += size
        return self.data[self.at - size:self.at]

    def uv(self):
        value = shift = 0
        while True:
            byte = self.take(1)[0]
            value |= (byte & 0x7f) << shift
            shift += 7
            if byte < 0x80:
                return value

    def string(self):
        return self.take(self.uv())

    def unpack(self, form):
        return struct.unpack('<' + form, self.take(struct.calcsize('<' + form)))

    def list(self, read):
        return [read() for _ in range(self.uv())]


# What is known of a flag, and of all that follows from flags: the contexts that set it, and '' if
# anything did. An OR of two is their union; the empty set is false.
NEVER = frozenset()


def shard_flags(data):
    """Pairs of unit id and flags."""
    header = Bytes(data)
    assert header.take(8) == b'FASTCOVS' and header.unpack('I')[0] in (1, 2)
    state = header.take(4)
    header.take(8)
    header_size, flags_size, _, _, _, unit_count, *sizes = header.unpack('QQQIIIIIIII')
    texts = Bytes(data[80 + 32 * unit_count:])
    context = [texts.take(size) for size in sizes[:4]][3].decode()
    ran = frozenset({'', context})
    record = 56 + -flags_size % 8 if state == b'POOL' else 0
    assert len(data) == header_size + flags_size + record and state != b'OPEN'
    for _ in range(unit_count):
        unit_id, offset, count, _ = header.unpack('16sQII')
        first = header_size + offset
        yield unit_id, [ran if byte == 0xff else NEVER for byte in data[first:first + count]]


def profile_parts(path):
    """A profile's units, as pairs of unit id and flags, and the maps that it carries, as bytes."""
    payload = subprocess.run(['zstd', '-dcq', path], capture_output=True, check=True).stdout
    profile = Bytes(payload)
    assert profile.take(8) == b'FASTCOVP'
    version, zero = profile.unpack('II')
    assert version in (1, 2, 3) and zero == 0
    names = profile.list(profile.string)
    def flags(count):
        bits = profile.take((count + 7) // 8)
        return [frozenset({''}) if bits[i // 8] >> i % 8 & 1 else NEVER for i in range(count)]
    def unit():
        unit_id, count = profile.take(16), profile.uv()
        return unit_id, flags(count)
    units = profile.list(unit)
    profile.list(lambda: (profile.string(), profile.string(), profile.list(profile.uv)))
    maps = profile.list(profile.string) if version >= 2 else []
    for _, unit_flags in units if version == 3 else ():
        at = 0
        for _ in range(profile.uv()):
            at += profile.uv() + 1
            for i, flag in enumerate(flags(len(unit_flags))):
                if flag:
                    unit_flags[i] |= {names[at - 1].decode()}
    assert profile.at == len(payload)
    return units, maps


def maps_of(path):
    """Pairs of unit id and payload in a file of chunks, an image's section, or a profile."""
    with open(path, 'rb') as file:
        data = file.read()
    if data[:4] == b'\x7fELF':
        with tempfile.NamedTemporaryFile() as section:
            subprocess.run(['objcopy', '--dump-section', 'fastcov_map=' + section.name, path,
                            '/dev/null'], check=True)
            data = section.read()
    elif data[:4] == b'\x28\xb5\x2f\xfd':
        data = b''.join(profile_parts(path)[1])
    section = Bytes(data)
    while section.at < len(data):
        if data[section.at] == 0:
            section.at += 1
            continue
        assert section.take(8) == b'FASTCOVM'
        version, packing, size = section.unpack('IIQ')
        assert version in (1, 2, 3, 4) and packing in (0, int(version > 2))
        unit_id, payload = section.take(16), section.take(size)
        if packing:
            payload = subprocess.run(['zstd', '-dcq'], input=payload, capture_output=True, check=True).stdout
        yield unit_id, version, payload


class Map:
    def __init__(self, version, payload, flags):
        self.version = version
        self.bytes = data = Bytes(payload)
        flag_count = data.uv()
        data.string()
        self.directory = data.string()
        self.files = data.list(self.file)
        self.names = data.list(data.string)
        values = [NEVER] + (flags or [NEVER] * flag_count)
        for _ in range(data.uv()):
            operands = data.list(data.uv)
            if version > 3:
                above = len(values)
                operands = [above := above - less for less in operands]
            values.append(NEVER.union(*[values[ref] for ref in operands]))
        self.values = values
        self.latest = {}
        self.functions = data.list(self.function)
        self.latest = {}
        self.sites = data.list(self.site)
        if version > 1:
            data.list(data.string)
        assert data.at == len(payload)

    def file(self):
        path = self.bytes.string()
        self.bytes.uv()
        self.bytes.take(8)
        return posixpath.normpath(posixpath.join(self.directory, path)).decode()

    def name(self):
        return self.names[self.bytes.uv()].decode()

    def difference(self, start):
        coded = self.bytes.uv()
        if self.version < 4:
            return coded
        return start - (coded + 1) // 2 if coded % 2 else start + coded // 2

    def next(self, what):
        self.latest[what] = self.difference(self.latest.get(what, 0))
        return self.latest[what]

    def span(self, what='line'):
        file, line, column = self.place(what)
        return file, line, column, self.difference(line), self.difference(column)

    def ran(self):
        return self.values[self.next('ref')]

    def why(self):
        reason = self.bytes.uv()
        return reason, self.name() if reason >= 16 else None

    def lines(self):
        file, line, lines = self.files[self.bytes.uv()], 1, []
        for _ in range(self.bytes.uv()):
            line += self.bytes.uv()
            length, ran, why = self.bytes.uv(), self.ran(), (0, None)
            if self.version > 1:
                if length % 2:
                    why = self.why()
                length //= 2
            lines += [(file, line + i, ran, why) for i in range(length)]
            line += length
        return lines

    def function(self):
        name = instance = self.name()
        if self.version > 1:
            instance = self.name()
        linkage, _ = self.name(), self.bytes.uv()
        why = self.why() if self.version > 1 else (0, None)
        span, ran = self.span(), self.ran()
        return (name, instance, linkage), span, ran, why, sum(self.bytes.list(self.lines), [])

    def place(self, what='line'):
        return self.files[self.bytes.uv()], self.next(what), self.bytes.uv()

    def outcome(self):
        kind, why = self.bytes.uv(), self.why()
        ran = self.ran()
        label = self.name() if kind == 2 else ''
        place = self.place() if kind >= 2 else ('', 0, 0)
        return (kind,) + place + (label,), why, ran

    def site(self):
        kind, function, place = self.bytes.uv(), self.bytes.uv(), self.span()
        macro = self.bytes.uv()
        definition = (self.names[macro - 1].decode(),) + self.span('definition') if macro else ()
        argument = self.place() if macro and self.bytes.uv() else ()
        return kind, self.functions[function][0], place, (definition, argument), self.bytes.uv(), self.bytes.list(self.outcome)


class File:
    def __init__(self):
        self.sites, self.functions, self.instances, self.lines = {}, {}, {}, {}


def join(maps):
    files = {}
    def at(path):
        return files.setdefault(path, File())
    for unit in maps:
        for names, span, ran, why, lines in unit.functions:
            merge(at(span[0]).functions, (span[1], span[2], names[0]), why, ran)
            for path, line, line_ran, line_why in lines:
                merge(at(path).lines, line, line_why, line_ran)
            made = at(span[0]).instances.setdefault((span[1], span[2], names[0]), {})
            made[names[2]] = names[1], made.get(names[2], ('', NEVER))[1] | ran
        for kind, function, place, macro, ordinal, outcomes in unit.sites:
            key = place[1:], macro, kind, ordinal
            names, merged = at(place[0]).sites.setdefault(key, ({}, {}))
            names.setdefault(function[2], (function[1], function[0], set()))
            for outcome, why, ran in outcomes:
                merge(merged, outcome, why, ran)
                if ran:
                    names[function[2]][2].add(outcome)
    return files


def merge(table, key, why, ran):
    reasons, was = table.get(key, (set(), NEVER))
    table[key] = reasons | {why}, was | ran


def excluded(reasons):
    """Why the outcome is left out, or None: it counts if one unit counts it."""
    if (0, None) in reasons:
        return None
    highest = max(reason for reason, _ in reasons)
    if highest < 16:
        return REASONS[highest]
    text = min(text for reason, text in reasons if reason == highest)
    if highest == 16:
        return text or 'marked'
    if highest == 18:
        return text or 'marked outcome'
    return 'marked unreachable' + (': ' + text if text else '')


def outcome_json(site_path, key, merged):
    kind, path, line, column, label = key
    result = {'name': ['true', 'false', 'case ' + label, 'default'][kind]}
    if line:
        if path != site_path:
            result.update(path=path)
        result.update(line=line, column=column)
    return dict(result, **covered_json(merged))


def covered_json(merged):
    reasons, ran = merged
    why, contexts = excluded(reasons), sorted(ran - {''})
    result = {'covered': bool(ran)}
    if why is not None:
        result['excluded'] = why
    if contexts:
        result['contexts'] = contexts
    return result


def site_json(path, key, names, outcomes):
    (line, column, end_line, end_column), (macro, argument), kind, _ = key
    result = dict(kind=SITE_KINDS[kind], function=min(name for _, name, _ in names.values()), line=line, column=column,
                  end_line=end_line, end_column=end_column)
    if macro:
        result['macro'] = dict(zip(('name', 'path', 'line', 'column'), macro))
    if argument:
        result['macro']['argument'] = dict(zip(('path', 'line', 'column'), argument))
    result['outcomes'] = [outcome_json(path, key, outcomes[key]) for key in sorted(outcomes)]
    if len(names) > 1:
        result['instantiations'] = [
            {'function': names[linkage][0], 'linkage_name': linkage,
             'covered': [outcome in names[linkage][2] for outcome in sorted(outcomes)]}
            for linkage in sorted(names)]
    return result


def tally(things):
    covered = [thing['covered'] for thing in things if 'excluded' not in thing]
    count, excluded = len(covered), len(things) - len(covered)
    hundredths = (sum(covered) * 10000 + count // 2) // count if count else None
    if count and sum(covered) < count and hundredths == 10000:
        hundredths = 9999
    if count and sum(covered) and hundredths == 0:
        hundredths = 1
    return {'count': count, 'covered': sum(covered), 'excluded': excluded,
            'percent': hundredths / 100 if count else None}


def file_json(path, file):
    sites = [site_json(path, key, *file.sites[key]) for key in sorted(file.sites)]
    outcomes = [outcome for site in sites for outcome in site['outcomes']]
    functions = [dict(covered_json(file.functions[key]), name=key[2], line=key[0], instantiations=[
        {'function': name, 'linkage_name': linkage, 'covered': bool(ran)}
        for linkage, (name, ran) in sorted(file.instances[key].items())]) for key in sorted(file.functions)]
    # Of a line, contexts are not reported.
    lines = [dict(covered_json((why, ran & {''})), line=line)
             for line, (why, ran) in sorted(file.lines.items())]
    totals = {'branches': tally(outcomes), 'lines': tally(lines), 'functions': tally(functions)}
    return dict(path=path, totals=totals, sites=sites, functions=functions, lines=lines)


def main():
    divider = sys.argv.index('--')
    flags, maps = {}, {}
    for path in sys.argv[divider + 1:]:
        with open(path, 'rb') as file:
            data = file.read()
        units = shard_flags(data) if data[:8] == b'FASTCOVS' else profile_parts(path)[0]
        for unit_id, new in units:
            old = flags.get(unit_id, [NEVER] * len(new))
            flags[unit_id] = [a | b for a, b in zip(old, new)]
    for path in sys.argv[1:divider]:
        for unit_id, version, payload in maps_of(path):
            maps[unit_id] = Map(version, payload, flags.get(unit_id))
    files = join(maps.values())
    print(json.dumps([file_json(path, files[path]) for path in sorted(files)]))


if __name__ == '__main__':
    main()
