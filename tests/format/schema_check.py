#!/usr/bin/env python3
"""Holds reports against docs/fastcov-report.schema.json.

  schema_check.py SCHEMA accept REPORT...     each is valid
  schema_check.py SCHEMA strict REPORT...     each is, and has no key that the schema does not name
  schema_check.py SCHEMA mutate REPORT        the report is; without one required member, or with one
                                              value of another type, it is not
"""
import copy, json, sys
import jsonschema

# What a report can do without, by the key and what it is a member of.
OPTIONAL = {('outcomes', 'path'), ('outcomes', 'line'), ('outcomes', 'column'), ('outcomes', 'excluded'),
            ('sites', 'macro'), ('sites', 'instantiations'), ('macro', 'argument'),
            ('outcomes', 'contexts'), ('functions', 'contexts'), ('functions', 'instantiations'),
            ('functions', 'excluded'), ('lines', 'excluded')}
# Members of which one alone is wrong.
TOGETHER = {('outcomes', 'line'), ('outcomes', 'column')}


def closed(schema):
    """The schema, with no room for keys that it does not name."""
    if isinstance(schema, list):
        return [closed(value) for value in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: closed(value) for key, value in schema.items()}
    if schema.get('type') == 'object' and 'required' in schema:
        result.setdefault('additionalProperties', False)
    return result


def samples(array):
    """Of elements with the same keys the first."""
    seen = {}
    for number, value in enumerate(array):
        seen.setdefault(tuple(value) if isinstance(value, dict) else type(value), (number, value))
    return seen.values()


def members(value, path=()):
    """The values below `value`, as the keys that lead there."""
    items = value.items() if isinstance(value, dict) else samples(value) if isinstance(value, list) else ()
    for key, below in items:
        yield path + (key,)
        yield from members(below, path + (key,))


def owner(path):
    """The name of what the last key of `path` is a member of."""
    names = [key for key in path[:-1] if isinstance(key, str)]
    return names[-1] if names else ''


def mutations(report):
    for path in members(report):
        for replacement in {'x': 1}, -1:
            yield f'{path} is {replacement}', path, replacement
        if isinstance(path[-1], str) and ((owner(path), path[-1]) not in OPTIONAL or (owner(path), path[-1]) in TOGETHER):
            yield f'{path} is gone', path, None


def mutate(report, path, replacement):
    result = copy.deepcopy(report)
    at = result
    for key in path[:-1]:
        at = at[key]
    if replacement is None:
        del at[path[-1]]
    else:
        at[path[-1]] = replacement
    return result


def main():
    schema, action, reports = json.load(open(sys.argv[1])), sys.argv[2], sys.argv[3:]
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(closed(schema) if action == 'strict' else schema)
    failed = 0
    for name in reports:
        report = json.load(open(name))
        for error in list(validator.iter_errors(report))[:5]:
            print(f'{name}: {list(error.absolute_path)}: {error.message[:200]}')
            failed += 1
        if action != 'mutate':
            continue
        count = 0
        for what, path, replacement in mutations(report):
            count += 1
            if validator.is_valid(mutate(report, path, replacement)):
                print(f'{name}: accepted although {what}')
                failed += 1
        for kind, key, value in ('kind', 'kind', 'iff'), ('version', 'version', 2), ('format', 'format', 'lcov'):
            wrong = json.loads(json.dumps(report))
            (wrong['files'][0]['sites'][0] if kind == 'kind' else wrong)[key] = value
            failed += validator.is_valid(wrong)
        tally = copy.deepcopy(report)
        tally['totals']['branches'].update(count=0, percent=0)
        failed += validator.is_valid(tally)
        print(f'{name}: {count} mutations')
        failed += count < 100
    return failed != 0


sys.exit(main())
