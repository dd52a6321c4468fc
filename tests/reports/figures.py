#!/usr/bin/env python3
"""figures.py FORMAT FILE: what a report says of each file, to be compared with what another says.

A line is a path and covered/count of branches, lines and functions ("-": the format has none). What
formats cannot all hold of a path (control characters, bytes that are no UTF-8) is written "?", and
absolute paths below the working directory are made relative. Sums that a file states are held
against what it lists.
"""
import csv, json, os, re, sys
import xml.etree.ElementTree as tree


def covered_of(items):
    items = list(items)
    return sum(items), len(items)


def read_json(path):
    for file in json.load(open(path))['files']:
        yield file['path'], [(file['totals'][key]['covered'], file['totals'][key]['count'])
                             for key in ('branches', 'lines', 'functions')]


def read_lcov(path):
    text = open(path, encoding='utf-8', errors='surrogateescape', newline='\n').read()
    assert text.endswith('\nend_of_record\n')
    for record in text.split('\nend_of_record\n')[:-1]:
        rows = [line.split(':', 1) for line in record.split('\n')]
        get = lambda key: [value.split(',') for name, value in rows if name == key]
        figures = [covered_of(value[3] not in '-0' for value in get('BRDA')),
                   covered_of(value[1] == '1' for value in get('DA')),
                   covered_of(value[0] == '1' for value in get('FNDA'))]
        for key, figure in zip(('BR', 'L', 'FN'), figures):
            stated = [int((get(key + end) or [['0']])[0][0]) for end in 'HF']
            assert tuple(stated) == figure, record
        yield record.split('\nFN', 1)[0].split('SF:', 1)[1], figures


def branches_of(lines):
    pairs = [re.search(r'\((\d+)/(\d+)\)', line.get('condition-coverage')).groups()
             for line in lines if line.get('branch') == 'true']
    return sum(int(covered) for covered, count in pairs), sum(int(count) for covered, count in pairs)


def read_cobertura(path):
    for item in tree.parse(path).iter('class'):
        lines = item.findall('lines/line')
        yield item.get('filename'), [branches_of(lines), covered_of(line.get('hits') == '1' for line in lines),
                                     covered_of(line.get('hits') == '1' for line in item.findall('methods/method/lines/line'))]


def read_sonarqube(path):
    for file in tree.parse(path).getroot():
        lines = list(file)
        total = lambda key: sum(int(line.get(key, 0)) for line in lines)
        yield file.get('path'), [(total('coveredBranches'), total('branchesToCover')),
                                 covered_of(line.get('covered') == 'true' for line in lines), None]


def read_llvm_json(path):
    for file in json.load(open(path))['data'][0]['files']:
        yield file['filename'], [(file['summary'][key]['covered'], file['summary'][key]['count'])
                                 for key in ('branches', 'lines', 'functions')]


def read_csv(path):
    for row in csv.DictReader(open(path, encoding='utf-8', newline='')):
        assert row['path'][0] not in '=+-@\t\r\n', row
        yield row['path'].lstrip("'"), [(int(row[key + '_covered']), int(row[key + '_total']))
                                        for key in ('branch', 'line', 'function')]


def read_coveralls(path):
    for file in json.load(open(path))['source_files']:
        branches = file.get('branches', [])
        yield file['name'], [covered_of(hits > 0 for hits in branches[3::4]),
                             covered_of(hits > 0 for hits in file['coverage'] if hits is not None), None]


def plain(path):
    directory = os.getcwd() + '/'
    path = path[len(directory):] if path.startswith(directory) else path
    return re.sub('[\x00-\x20\x7f\udc80-\udcff\ufffd-\uffff]', '?', path)


def main(form, path):
    for name, figures in sorted((plain(name), figures) for name, figures in globals()['read_' + form](path)):
        print(ascii(name), *('-' if figure is None else '%d/%d' % figure for figure in figures))


main(sys.argv[1].replace('-', '_'), sys.argv[2])
