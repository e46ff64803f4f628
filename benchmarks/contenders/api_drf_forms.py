"""What the doors of api_drf.py answer with, as serializers of Django REST framework."""

from typing import Any

from rest_framework import serializers

from creditdelta.archive.words import SEEN_BY, STANDINGS
from creditdelta.records.publishing import about, masked
from creditdelta.rulebook.life import LABELS


class Words(serializers.Serializer[Any]):
    zh, en = serializers.CharField(), serializers.CharField()


class Provenance(serializers.Serializer[Any]):
    region, source, reporter = (serializers.CharField() for _ in range(3))
    submission = serializers.IntegerField(source="delivery")
    row = serializers.IntegerField()
    issued_at = serializers.DateTimeField(format="%Y-%m-%dT%H:%M:%S%z")
    received_on = serializers.DateField()

    def to_representation(self, one: Any) -> Any:
        found = super().to_representation(one)
        at = found["issued_at"]
        return {**found, "issued_at": f"{at[:-2]}:{at[-2:]}"}


class Clock(serializers.Serializer[Any]):
    adverse = serializers.BooleanField()
    counted_from = serializers.DateField()
    public_until = serializers.DateField(source="end.on", default=None)
    repair_from = serializers.DateField(source="repair.on", default=None)


class Record(serializers.Serializer[Any]):
    id = serializers.CharField(source="entry.id")
    subject = serializers.SerializerMethodField()
    standard = serializers.CharField(source="entry.standard")
    kind = serializers.CharField(source="entry.kind")
    label = Words(source="entry.label")
    section = serializers.CharField(source="entry.section")
    side = serializers.CharField(source="entry.side")
    nature = serializers.CharField(source="entry.nature")
    standing = serializers.CharField(source="entry.standing")
    decided_on = serializers.DateField(source="entry.decided_on")
    number = serializers.CharField(source="line.number")
    matter = serializers.CharField(source="line.matter")
    authority = serializers.CharField(source="line.authority")
    cells = serializers.DictField(source="entry.cells", child=serializers.CharField())
    clock = Clock()
    provenance = Provenance(source="entry.provenance", allow_null=True)

    def get_subject(self, told: Any) -> str:
        return str(self.context["code"])


class Whole(Record):
    standing_label = serializers.SerializerMethodField()
    public = serializers.SerializerMethodField()
    seen_by = serializers.SerializerMethodField()

    def get_standing_label(self, told: Any) -> Any:
        return Words(STANDINGS[told.entry.standing]).data

    def get_public(self, told: Any) -> bool:
        return self.context["why"][told.entry.document] == ""

    def get_seen_by(self, told: Any) -> Any:
        return Words(SEEN_BY[self.context["why"][told.entry.document]]).data


class Answer(serializers.Serializer[Any]):
    tone = serializers.CharField()
    headline = Words()
    further = Words(many=True)


class Section(serializers.Serializer[Any]):
    id, label, count = serializers.CharField(), Words(), serializers.IntegerField()


class Subject(serializers.Serializer[Any]):
    code = serializers.CharField(source="found.identity.code")
    scheme = serializers.CharField(source="found.identity.scheme")
    name = serializers.SerializerMethodField()
    former_names = serializers.SerializerMethodField()
    numbers = serializers.SerializerMethodField()
    life = serializers.CharField(source="found.life")
    life_label = serializers.SerializerMethodField()
    status = serializers.CharField(source="found.portrait.status", default="")
    division = serializers.CharField(source="found.portrait.division", default="")
    established_on = serializers.DateField(source="found.portrait.established_on", default=None)
    as_of = serializers.DateField(source="found.day")
    answer = Answer(source="top.answer")
    sections = serializers.SerializerMethodField()
    records = serializers.SerializerMethodField()
    adverse = serializers.SerializerMethodField()

    def get_name(self, one: Any) -> str:
        portrait = one["found"].portrait
        return masked([portrait.name])[0] if portrait else ""

    def get_former_names(self, one: Any) -> list[str]:
        portrait = one["found"].portrait
        return list(masked(portrait.former)) if portrait else []

    def get_numbers(self, one: Any) -> list[dict[str, str]]:
        who = one["found"].identity
        if about(who.code) == "sole_trader":
            return []
        return [{"scheme": scheme, "number": number} for scheme, number in who.numbers]

    def get_life_label(self, one: Any) -> Any:
        return Words(LABELS[one["found"].life]).data

    def get_sections(self, one: Any) -> Any:
        return Section([each for each in one["found"].sections if each.count], many=True).data

    def get_records(self, one: Any) -> int:
        return sum(each.count for each in one["found"].sections)

    def get_adverse(self, one: Any) -> Any:
        context = {"code": one["found"].identity.code}
        return Record(one["top"].adverse, many=True, context=context).data


class Offered(serializers.Serializer[Any]):
    code, name, life, division = (serializers.CharField() for _ in range(4))


class AskedFor(serializers.Serializer[Any]):
    code, name = serializers.CharField(), serializers.CharField()


class Answered(serializers.Serializer[Any]):
    line, id = serializers.IntegerField(), serializers.CharField()
    asked, match = AskedFor(), serializers.CharField()
    name_fits = serializers.BooleanField(allow_null=True)
    code, name, life, division = (serializers.CharField(allow_null=True) for _ in range(4))
    adverse = serializers.IntegerField(allow_null=True)
    archive = serializers.CharField(allow_null=True)
    candidates = Offered(many=True)
