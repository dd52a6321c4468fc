#!/usr/bin/env python3
"""Makes maps, shards and profiles for the tests, from docs/format.md and not from our C code.

  fixtures.py map OUT --source a.c --directory DIR [--flags N] [--salt N] [--version 1] [--version 4 --packed]
  fixtures.py image OUT MAP...              an executable (or OUT.o, OUT.so) that holds the maps
  fixtures.py shard OUT --map MAP=101... [--image PATH] [--build-id HEX|auto] [--pid N] ...
  fixtures.py big OUT --directory DIR --sites N          a map of a unit of any size
  fixtures.py shards DIRECTORY --count N --map MAP ...   many processes
  fixtures.py poke FILE OFFSET HEX [--rehash | --rehash-map]
                                            HEX: the bytes to put there, or `flip`: a byte's complement
  fixtures.py cut FILE DIRECTORY SUFFIX     copies of FILE, truncated at every length
  fixtures.py cut-map FILE OUT              maps truncated at every length, in one file
  fixtures.py cut-profile FILE DIRECTORY    profiles of its content, truncated likewise
  fixtures.py profile OUT PAYLOAD_HEX...    a zstd frame around the concatenated payload
  fixtures.py payload FILE                  a profile's payload as hex

The map that `map` makes is of the source text SOURCE below; its flags, in order:
  0 f ran    1 if true    2 if false    3 case 1    4 case RED    5 default    6 macro true
"""
import argparse, os, re, struct, subprocess, sys

MASK = (1 << 64) - 1
P1, P2, P3, P4, P5 = (0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9,
                      0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5)

SOURCE = """\
#define POSITIVE(x) ((x) > 0)
enum { RED = 2 };
int f(int x) {
  if (x)
    x++;
  switch (x) {
  case 1:
    return 1;
  case RED:
    return 2;
  default:
    break;
  }
  if (POSITIVE(x)) return 3;
  if (sizeof x == 4) return 4;
  return 0;
}
int g(void) {
  return 7;
}
"""


def rotate(value, bits):
    return ((value << bits) | (value >> (64 - bits))) & MASK


def xxh64(data, seed=0):
    """XXH64 as doc/xxhash_spec.md of the xxHash project describes it."""
    def lane_round(lane, word):
        return rotate((lane + word * P2) & MASK, 31) * P1 & MASK
    at, size = 0, len(data)
    if size >= 32:
        lanes = [(seed + P1 + P2) & MASK, (seed + P2) & MASK, seed, (seed - P1) & MASK]
        while size - at >= 32:
            for i, word in enumerate(struct.unpack_from('<4Q', data, at)):
                lanes[i] = lane_round(lanes[i], word)
            at += 32
        total = sum(rotate(lane, bits) for lane, bits in zip(lanes, (1, 7, 12, 18))) & MASK
        for lane in lanes:
            total = ((total ^ lane_round(0, lane)) * P1 + P4) & MASK
    else:
        total = (seed + P5) & MASK
    total = (total + size) & MASK
    while size - at >= 8:
        total ^= lane_round(0, struct.unpack_from('<Q', data, at)[0])
        total = (rotate(total, 27) * P1 + P4) & MASK
        at += 8
    if size - at >= 4:
        total ^= struct.unpack_from('<I', data, at)[0] * P1 & MASK
        total = (rotate(total, 23) * P2 + P3) & MASK
        at += 4
    for byte in data[at:]:
        total = rotate(total ^ (byte * P5 & MASK), 11) * P1 & MASK
    total = (total ^ (total >> 33)) * P2 & MASK
    total = (total ^ (total >> 29)) * P3 & MASK
    return total ^ (total >> 32)


def uv(*values):
    out = bytearray()
    for value in values:
        while value > 0x7f:
            out.append(value & 0x7f | 0x80)
            value >>= 7
        out.append(value)
    return bytes(out)


def string(text):
    data = text if isinstance(text, bytes) else os.fsencode(text)
    return uv(len(data)) + data


def table(items):
    return uv(len(items)) + b''.join(items)


def sv(value):
    return uv(2 * value if value >= 0 else -2 * value - 1)


class Numbers:
    """What maps hold as differences since version 4, and as itself before."""
    def __init__(self, version):
        self.version, self.latest = version, {}

    def difference(self, value, start):
        return uv(value) if self.version < 4 else sv(value - start)

    def next(self, value, what):
        start, self.latest[what] = self.latest.get(what, 0), value
        return self.difference(value, start)

    def ref(self, value):
        return self.next(value, 'ref')

    def place(self, file, line, column, what='line'):
        return uv(file) + self.next(line, what) + uv(column)

    def span(self, file, line, column, end_line, end_column, what='line'):
        return (self.place(file, line, column, what) + self.difference(end_line, line) +
                self.difference(end_column, column))


IF, CONDITIONAL, SWITCH = 0, 5, 8
TRUE, FALSE, CASE, DEFAULT = range(4)


def runs_of(lines, number):
    """Runs of (gap, length, ref), which count."""
    return table([uv(gap, length if number.version == 1 else 2 * length) + number.ref(ref)
                  for gap, length, ref in lines])


def or_of(node, operands, version):
    """An OR node of operands that descend."""
    starts = [node, *operands]
    return table([uv(ref if version < 4 else start - ref) for start, ref in zip(starts, operands)])


def function_of(name, flags, version):
    return uv(name, name, flags) if version == 1 else uv(name, name, name, flags, 0)


def payload_make(source, directory, flag_count=7, salt=0, version=2):
    """The payload of the map of SOURCE. A salt makes another unit of the same source."""
    data = SOURCE.encode()
    names = ['f', 'g', '1', 'RED', 'POSITIVE', 'not on this machine', 'never', 'salt%d' % salt]
    ors = [(3, 2), (6, 5, 4), (8, 1)]  # expressions 8, 9, 10 of 7 flags
    if flag_count != 7:
        ors = []
    number = Numbers(version)
    # A gap of 2 lines, then line 3 ran with flag 0, and so on.
    lines_f = [(2, 1, 1), (0, 1, 1), (0, 1, 2), (0, 1, 1), (1, 1, 4), (1, 1, 5), (2, 1, 6),
               (1, 3, 7)]
    functions = [
        function_of(0, 1, version) + number.span(0, 3, 1, 17, 2) + number.ref(1) +
        table([uv(0) + runs_of(lines_f, number)]),
        function_of(1, 0, version) + number.span(0, 18, 1, 20, 2) + number.ref(0) +
        table([uv(0) + runs_of([(17, 3, 0)], number)]),
    ]
    number = Numbers(version)
    def outcome(kind, ref, *why):
        return uv(kind, *(why or (0,))) + number.ref(ref)
    sites = [
        uv(IF, 0) + number.span(0, 4, 7, 4, 8) + uv(0, 0) + table([outcome(TRUE, 2), outcome(FALSE, 3)]),
        uv(SWITCH, 0) + number.span(0, 6, 11, 6, 12) + uv(0, 0) + table(
            [outcome(CASE, 4) + uv(2) + number.place(0, 7, 3),
             outcome(CASE, 5, 16, 5) + uv(3) + number.place(0, 9, 3),
             outcome(DEFAULT, 6) + number.place(0, 11, 3)]),
        uv(IF, 0) + number.span(0, 14, 7, 14, 18) + uv(5) +
        number.span(0, 1, 22, 1, 29, 'definition') + uv(0, 0) + table(
            [outcome(TRUE, 7), outcome(FALSE, 0, 17, 6)]),
        uv(IF, 0) + number.span(0, 15, 7, 15, 20) + uv(0, 0) + table([outcome(TRUE, 0, 1), outcome(FALSE, 0, 1)]),
    ]
    file = string(source) + uv(len(data)) + struct.pack('<Q', xxh64(data))
    return (uv(flag_count) + string(source) + string(directory) + table([file]) +
            table([string(name) for name in names]) +
            table([or_of(1 + flag_count + i, node, version) for i, node in enumerate(ors)]) + table(functions) +
            table(sites) + (table([]) if version > 1 else b''))


def big_payload(directory, sites):
    """A unit of one function with so many `if` sites, a line and two flags each."""
    names = ['f', 'f']
    lines = [(0, 1, 1 + 2 * i) for i in range(sites)]
    function = uv(0, 0, 1, 1, 0) + uv(0, 1, 1, sites, 2) + uv(1) + table([uv(0) + runs_of(lines, Numbers(2))])
    body = [uv(IF, 0) + uv(0, i + 1, 7, i + 1, 8) + uv(0, 0) +
            table([uv(TRUE, 0, 1 + 2 * i), uv(FALSE, 0, 2 + 2 * i)]) for i in range(sites)]
    file = string('big.c') + uv(1) + bytes(8)
    return (uv(2 * sites) + string('big.c') + string(directory) + table([file]) +
            table([string(name) for name in names]) + table([]) + table([function]) + table(body) +
            table([]))


def chunk_make(payload, version=2, packed=False):
    unit_id = struct.pack('<QQ', xxh64(payload, 0), xxh64(payload, 1))
    if packed:
        payload = subprocess.run(['zstd', '-cq', '--stream-size=%d' % len(payload)], input=payload, capture_output=True, check=True).stdout
    return b'FASTCOVM' + struct.pack('<IIQ', version, packed, len(payload)) + unit_id + payload


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def write(path, data):
    with open(path, 'wb') as file:
        file.write(data)


def build_id_of(path):
    text = subprocess.run(['readelf', '-n', path], capture_output=True, text=True).stdout
    return bytes.fromhex(re.search(r'Build ID: ([0-9a-f]+)', text).group(1))


def shard_make(units, image, build_id, pid=1, host='host', context='', state=b'MAPP',
               page=4096, start=1):
    """units: a list of (unit id, flags), flags as bytes. Their flags are 8 bytes apart."""
    entries, flags = b'', b''
    for unit_id, unit_flags in units:
        entries += unit_id + struct.pack('<QII', len(flags), len(unit_flags), 0)
        flags += unit_flags + bytes(-len(unit_flags) % 8)
    texts = [host.encode(), os.fsencode(image), build_id, context.encode()]
    rest = entries + b''.join(texts)
    header_size = -(-(80 + len(rest)) // page) * page
    header = struct.pack('<QQQIIIIIIII', header_size, len(flags), start, pid, page, len(units),
                         *map(len, texts), 0) + rest
    header += bytes(header_size - 24 - len(header))
    return b'FASTCOVS' + struct.pack('<I4sQ', 1, state, xxh64(header)) + header + flags


def flag_count_of(chunk):
    """The payload's first number."""
    value, shift = 0, 0
    for byte in chunk[40:]:
        value |= (byte & 0x7f) << shift
        shift += 7
        if byte < 0x80:
            return value


def bits_flags(bits):
    return bytes(0xff if bit == '1' else 0 for bit in bits)


def map_command(args):
    payload = payload_make(args.source, args.directory, args.flags, args.salt, args.version)
    write(args.out, chunk_make(payload, args.version, args.packed))
    if args.write_source:
        write(os.path.join(args.directory, args.source), SOURCE.encode())


def image_command(args):
    text = ''.join('.pushsection fastcov_map,"",@progbits\n.balign 8\n.incbin "%s"\n.popsection\n'
                   % path for path in args.maps)
    text += '.globl main\nmain: xor %eax,%eax\nret\n' if not args.out.endswith('.so') else ''
    text += '.section .note.GNU-stack,"",@progbits\n' + args.extra
    write(args.out + '.S', text.encode())
    mode = {'.o': ['-c'], '.so': ['-shared']}.get(os.path.splitext(args.out)[1], [])
    subprocess.run([os.environ.get('CC', 'cc'), *mode, '-Wl,--build-id', '-o', args.out,
                    args.out + '.S'], check=True)
    os.unlink(args.out + '.S')


def big_command(args):
    write(args.out, chunk_make(big_payload(args.directory, args.sites)))


def shards_command(args):
    """So many processes with a shard each; process i sets flag i of the unit, and the last."""
    unit_id, image, build_id = read(args.map)[24:40], os.path.abspath(args.image), b''
    os.makedirs(args.directory, exist_ok=True)
    for pid in range(args.count):
        flags = bytearray(args.flags)
        flags[pid % args.flags] = flags[-1] = 0xff
        shard = shard_make([(unit_id, bytes(flags))], image, build_id, pid % args.pids, start=pid)
        write(os.path.join(args.directory, '%d.fcs' % pid), shard)


def shard_command(args):
    units = []
    for unit in args.map:
        path, bits = unit.split('=')
        chunk = read(path)
        units.append((chunk[24:40], bits_flags(bits.ljust(flag_count_of(chunk), '0'))))
    image = os.path.abspath(args.image) if args.image else '/nowhere/image'
    build_id = build_id_of(image) if args.build_id == 'auto' else bytes.fromhex(args.build_id)
    write(args.out, shard_make(units, image, build_id, args.pid, args.host, args.context,
                               args.state.encode(), args.page, args.start))


def poke_command(args):
    data = bytearray(read(args.file))
    offset = args.offset if args.offset >= 0 else len(data) + args.offset
    new = bytes([data[offset] ^ 0xff]) if args.hex == 'flip' else bytes.fromhex(args.hex)
    data[offset:offset + len(new)] = new
    if args.rehash:
        header_size = struct.unpack_from('<Q', data, 24)[0]
        data[16:24] = struct.pack('<Q', xxh64(bytes(data[24:header_size])))
    if args.rehash_map:
        data[24:40] = struct.pack('<QQ', xxh64(bytes(data[40:])), xxh64(bytes(data[40:]), 1))
    write(args.file, data)


def cut_command(args):
    data = read(args.file)
    os.makedirs(args.directory, exist_ok=True)
    for size in range(0, len(data), args.step):
        write(os.path.join(args.directory, '%05d%s' % (size, args.suffix)), data[:size])


def cut_map_command(args):
    """Each beginning of the map's payload as a chunk of its own, one after the other."""
    payload = read(args.file)[40:]
    chunks = [chunk_make(payload[:size]) for size in range(len(payload))]
    write(args.out, b''.join(chunk + bytes(-len(chunk) % 8) for chunk in chunks))


def payload_of(path):
    return subprocess.run(['zstd', '-q', '-d', '-c', path], capture_output=True,
                          check=True).stdout


def profile_write(path, payload):
    write(path + '.raw', payload)
    subprocess.run(['zstd', '-q', '-f', '--check', '-o', path, path + '.raw'], check=True)
    os.unlink(path + '.raw')


def profile_command(args):
    profile_write(args.out, bytes.fromhex(''.join(args.payload)))


def payload_command(args):
    print(payload_of(args.file).hex())


def cut_profile_command(args):
    payload = payload_of(args.file)
    os.makedirs(args.directory, exist_ok=True)
    for size in range(16, len(payload)):
        profile_write(os.path.join(args.directory, '%05d.fcov' % size), payload[:size])


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(required=True)
    def command(name, function, *arguments):
        sub = commands.add_parser(name)
        sub.set_defaults(function=function)
        for argument in arguments:
            sub.add_argument(argument)
        return sub
    sub = command('map', map_command, 'out')
    sub.add_argument('--source', default='a.c')
    sub.add_argument('--directory', required=True)
    sub.add_argument('--flags', type=int, default=7)
    sub.add_argument('--salt', type=int, default=0)
    sub.add_argument('--version', type=int, default=2)
    sub.add_argument('--packed', action='store_true')
    sub.add_argument('--write-source', action='store_true')
    sub = command('image', image_command, 'out')
    sub.add_argument('maps', nargs='*')
    sub.add_argument('--extra', default='')
    sub = command('shard', shard_command, 'out')
    sub.add_argument('--map', action='append', default=[])
    sub.add_argument('--image')
    sub.add_argument('--build-id', default='')
    sub.add_argument('--pid', type=int, default=1)
    sub.add_argument('--host', default='host')
    sub.add_argument('--context', default='')
    sub.add_argument('--state', default='MAPP')
    sub.add_argument('--page', type=int, default=4096)
    sub.add_argument('--start', type=int, default=1)
    sub = command('big', big_command, 'out')
    sub.add_argument('--directory', required=True)
    sub.add_argument('--sites', type=int, required=True)
    sub = command('shards', shards_command, 'directory')
    sub.add_argument('--count', type=int, required=True)
    sub.add_argument('--pids', type=int, default=1 << 30)
    sub.add_argument('--map', required=True)
    sub.add_argument('--flags', type=int, required=True)
    sub.add_argument('--image', required=True)
    sub = command('poke', poke_command, 'file')
    sub.add_argument('offset', type=lambda text: int(text, 0))
    sub.add_argument('hex')
    sub.add_argument('--rehash', action='store_true')
    sub.add_argument('--rehash-map', action='store_true')
    sub = command('cut', cut_command, 'file', 'directory', 'suffix')
    sub.add_argument('--step', type=int, default=1)
    command('cut-map', cut_map_command, 'file', 'out')
    command('cut-profile', cut_profile_command, 'file', 'directory')
    sub = command('profile', profile_command, 'out')
    sub.add_argument('payload', nargs='+')
    command('payload', payload_command, 'file')
    args = parser.parse_args()
    args.function(args)


if __name__ == '__main__':
    main()
