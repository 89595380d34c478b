"""Checks JSON against the part of JSON Schema that docs/schema uses; a keyword it does not know is a mistake in the schema."""
import re

TYPES = {"string": str, "boolean": bool, "object": dict, "array": list, "null": type(None)}
SAID = {"$schema", "$id", "$defs", "title", "description"}


def is_type(value, name):
    if name in ("number", "integer"):
        return not isinstance(value, bool) and isinstance(value, int if name == "integer" else (int, float))
    return isinstance(value, TYPES[name])


def problems(value, schema, root=None, place="$"):
    """Every way in which the value does not fit, as sentences."""
    root = root or schema
    found = []
    for word, rule in schema.items():
        if word in SAID:
            continue
        if word == "$ref":
            target = root
            for step in rule.removeprefix("#/").split("/"):
                target = target[step]
            found += problems(value, target, root, place)
        elif word == "type":
            names = [rule] if isinstance(rule, str) else rule
            if not any(is_type(value, name) for name in names):
                found.append(f"{place}: expected {names}, found {value!r}")
        elif word == "enum":
            found += [] if value in rule else [f"{place}: expected one of {rule}, found {value!r}"]
        elif word == "const":
            found += [] if value == rule else [f"{place}: expected {rule!r}, found {value!r}"]
        elif word == "anyOf":
            if all(problems(value, each, root, place) for each in rule):
                found.append(f"{place}: {value!r} fits none of {rule}")
        elif word == "pattern":
            if isinstance(value, str) and not re.search(rule, value):
                found.append(f"{place}: expected {rule}, found {value!r}")
        elif word in ("minimum", "maximum", "exclusiveMinimum"):
            fits = {"minimum": lambda v: v >= rule, "maximum": lambda v: v <= rule, "exclusiveMinimum": lambda v: v > rule}[word]
            if is_type(value, "number") and not fits(value):
                found.append(f"{place}: expected {word} {rule}, found {value!r}")
        elif word == "required":
            found += [f"{place}: {name} is missing" for name in rule if isinstance(value, dict) and name not in value]
        elif word == "properties":
            if isinstance(value, dict):
                for name, each in rule.items():
                    found += problems(value[name], each, root, f"{place}.{name}") if name in value else []
        elif word == "additionalProperties":
            if rule is False and isinstance(value, dict):
                found += [f"{place}: {name} is not in the schema" for name in value if name not in schema["properties"]]
        elif word == "items":
            if isinstance(value, list):
                for i, each in enumerate(value):
                    found += problems(each, rule, root, f"{place}[{i}]")
        else:
            found.append(f"the schema uses {word}, which this check does not know")
    return found
