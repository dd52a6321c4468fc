#!/usr/bin/env python3
"""reports.py --sqlite DIR --many DIR --out NAME ...: how long reports take and how large they are.

Two projects, of sqlite3's one C file of 250,000 lines and of many files of C++, are built with
fastcov, with clang's source-based coverage and with --coverage, and run once. Then each tool makes
its reports, with branches, in turns: round after round, each command once, so that whatever else
the machine does meets all alike. Medians count; what takes more than half a minute runs once. Reports
go to memory (/dev/shm, where it is), so that the disk's other users do not count. CPU seconds are
beside those of the clock: llvm-cov uses all processors. A tool that is not installed is left out, and
said so. NAME.md and NAME.json are what was measured.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

SLOW = 30  # seconds


class Command:
    """A report: which tool and format, what to run, and where it writes; `made` is a directory that
    has to be there."""

    def __init__(self, tool, form, arguments, output, made=False):
        self.tool, self.form, self.arguments, self.output = tool, form, arguments, output
        self.made, self.times, self.cpu, self.size, self.failed = made, [], [], 0, None

    def run(self, directory):
        output = self.output
        shutil.rmtree(output, ignore_errors=True)
        if os.path.exists(output):
            os.remove(output)
        if self.made:
            os.makedirs(output)
        begin, used = time.monotonic(), os.times()
        done = subprocess.run(self.arguments, cwd=directory, capture_output=True, text=True)
        self.times.append(time.monotonic() - begin)
        after = os.times()
        self.cpu.append(after.children_user + after.children_system - used.children_user -
                        used.children_system)
        if done.returncode:
            self.failed = (done.stderr.strip() or 'status %d' % done.returncode).splitlines()[-1]
        self.size = bytes_of(output)

    def over(self):
        return self.failed or (self.times and max(self.times) > SLOW)


def bytes_of(path):
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(os.path.getsize(os.path.join(at, name))
               for at, _, names in os.walk(path) for name in names)


def build(directory, sources, variant, flags, llvm, common):
    """DIRECTORY/VARIANT, made of all sources with these flags."""
    program = os.path.join(directory, variant)
    if os.path.exists(program):
        return
    print('building', program, file=sys.stderr)
    def compiled(source):
        out = os.path.join(directory, 'objects', variant, source + '.o')
        os.makedirs(os.path.dirname(out), exist_ok=True)
        compiler = 'clang-%s' if source.endswith('.c') else 'clang++-%s'
        subprocess.run([compiler % llvm, '-w', *flags, *common, '-c', source, '-o',
                        os.path.relpath(out, directory)], cwd=directory, check=True)
        return os.path.relpath(out, directory)
    with ThreadPoolExecutor(2) as pool:
        objects = list(pool.map(compiled, sources))
    with open(os.path.join(directory, 'list'), 'w') as file:
        file.write('\n'.join(objects))
    subprocess.run(['clang++-%s' % llvm, *flags, '@list', '-o', variant, '-lm'], cwd=directory, check=True)


def prepare(directory, sources, options, common, arguments):
    plugin = os.path.join(options.build, 'fastcov.so')
    variants = {'fast': ['-g', '-fplugin=' + plugin],
                'llvm': ['-fprofile-instr-generate', '-fcoverage-mapping'], 'gcov': ['--coverage']}
    for variant, flags in variants.items():
        build(directory, sources, variant, flags, options.llvm, common)
    if os.path.exists(os.path.join(directory, 'profdata')):
        return
    environment = dict(os.environ, FASTCOV_DIR='shards', LLVM_PROFILE_FILE='profraw')
    for variant in variants:
        subprocess.run(['./' + variant, *arguments], cwd=directory, env=environment,
                       stdout=subprocess.DEVNULL)
    subprocess.run(['llvm-profdata-' + options.llvm, 'merge', 'profraw', '-o', 'profdata'],
                   cwd=directory, check=True)
    gcov = os.path.join(directory, 'gcov-tool')
    with open(gcov, 'w') as file:
        file.write('#!/bin/sh\nexec llvm-cov-%s gcov "$@"\n' % options.llvm)
    os.chmod(gcov, 0o755)


def commands(directory, options, out):
    def to(name):
        return os.path.join(out, name)
    merge = [os.path.join(options.build, 'fastcov-merge'), '-q', 'shards']
    export = ['llvm-cov-' + options.llvm, 'export', '-instr-profile=profdata', 'llvm']
    gcov = os.path.join(directory, 'gcov-tool')
    lcov = ['--rc', 'lcov_branch_coverage=1']
    # Branches and their text, as the others have them; gcovr wants its directory to be there.
    gcovr = ['gcovr', '--gcov-executable', gcov, '-r', directory, '--object-directory',
             directory + '/objects/gcov', directory + '/objects/gcov']
    def shell(arguments, output):
        return ['sh', '-c', 'exec "$@" >' + to(output), 'sh', *arguments]
    return [
        Command('fastcov', 'HTML', [*merge, '--html', to('f.html')], to('f.html')),
        Command('fastcov, one page', 'HTML', [*merge, '--html-single', to('f1.html')], to('f1.html')),
        Command('llvm-cov show', 'HTML', ['llvm-cov-' + options.llvm, 'show', '-format=html',
                '-show-branches=count', '-output-dir=' + to('l.html'), '-instr-profile=profdata', 'llvm'],
                to('l.html')),
        Command('genhtml', 'HTML', ['genhtml', '-q', '--branch-coverage', '-o', to('g.html'), to('g.info')],
                to('g.html')),
        Command('gcovr', 'HTML', [*gcovr, '--html-details', to('r.html/index.html')], to('r.html'), True),
        Command('fastcov', 'LCOV', [*merge, '--lcov', to('f.info')], to('f.info')),
        Command('llvm-cov export', 'LCOV', shell([*export, '-format=lcov'], 'l.info'), to('l.info')),
        Command('lcov -c', 'LCOV', ['lcov', '-q', *lcov, '--gcov-tool', gcov, '-c', '-d',
                'objects/gcov', '-b', directory, '-o', to('g.info')], to('g.info')),
        Command('fastcov', 'JSON', [*merge, '--json', to('f.json')], to('f.json')),
        Command('fastcov, as llvm-cov', 'JSON', [*merge, '--llvm-json', to('f2.json')], to('f2.json')),
        Command('llvm-cov export', 'JSON', shell(export, 'l.json'), to('l.json')),
        Command('llvm-cov export -skip-expansions', 'JSON',
                shell([*export, '-skip-expansions'], 'l2.json'), to('l2.json')),
        Command('gcovr', 'JSON', [*gcovr, '--json', to('r.json')], to('r.json')),
    ]


def measure(directory, options, out):
    found = []
    for command in commands(directory, options, out):
        program = command.arguments[4] if command.arguments[0] == 'sh' else command.arguments[0]
        if shutil.which(program):
            found.append(command)
        else:
            print('%s is not installed: left out' % program, file=sys.stderr)
    # genhtml reads what lcov wrote.
    first = next((c for c in found if c.tool == 'lcov -c'), None)
    if first:
        first.run(directory)
        first.times, first.cpu = [], []
    for _ in range(options.rounds):
        for command in found:
            if not command.over():
                command.run(directory)
                print('%-34s %s %8.2f s, CPU %8.2f s' % (command.tool, command.form,
                      command.times[-1], command.cpu[-1]), file=sys.stderr)
    return found


def table(title, found):
    lines = ['| %s | | seconds | times fastcov | CPU seconds | times fastcov | bytes | times fastcov |' % title,
             '|---|---|---|---|---|---|---|---|']
    for command in found:
        own = next(c for c in found if c.tool == 'fastcov' and c.form == command.form)
        row = [command.form, command.tool]
        if command.failed:
            row += ['failed: ' + command.failed] + [''] * 5
        else:
            for ours, theirs in ((own.times, command.times), (own.cpu, command.cpu)):
                ours, theirs = statistics.median(ours), statistics.median(theirs)
                row += ['%.2f' % theirs, '%.1f' % (theirs / ours)]
            row += [f'{command.size:,}', '%.2f' % (command.size / own.size)]
        lines.append('| ' + ' | '.join(row) + ' |')
    return '\n'.join(lines)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', required=True)
    parser.add_argument('--llvm', required=True)
    parser.add_argument('--sqlite', required=True)
    parser.add_argument('--many', required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--rounds', type=int, default=5)
    options = parser.parse_args()
    options.build = os.path.abspath(options.build)
    sqlite, many = os.path.abspath(options.sqlite), os.path.abspath(options.many)
    shutil.copy(os.path.join(os.path.dirname(__file__), 'drivers/sqlite_driver.c'), sqlite)
    drivers = os.path.abspath(os.path.join(os.path.dirname(__file__), 'drivers'))
    prepare(sqlite, ['sqlite3.c', 'sqlite_driver.c'], options,
            ['-I.', '-I' + drivers, '-DSQLITE_THREADSAFE=0', '-DSQLITE_OMIT_LOAD_EXTENSION'], ['1'])
    sources = sorted(os.path.relpath(os.path.join(at, name), many)
                     for at, _, names in os.walk(os.path.join(many, 'src')) for name in names
                     if name.endswith('.cpp'))
    prepare(many, sources, options, ['-Iinclude'], [])
    projects = [('sqlite3 amalgamation', sqlite), ('%d C++ files' % len(sources), many)]
    tables, record = [], {}
    for title, directory in projects:
        memory = '/dev/shm' if os.access('/dev/shm', os.W_OK) else None
        with tempfile.TemporaryDirectory(dir=memory) as out:
            found = measure(directory, options, out)
        tables.append(table(title, found))
        record[title] = [dict(tool=c.tool, format=c.form, seconds=c.times, cpu_seconds=c.cpu, bytes=c.size,
                              failed=c.failed) for c in found]
    with open(options.out + '.md', 'w') as file:
        file.write('\n\n'.join(tables) + '\n')
    with open(options.out + '.json', 'w') as file:
        json.dump(record, file, indent=1)
    print('\n\n'.join(tables))


if __name__ == '__main__':
    main()
