package com.flowex.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: a new field of an order or a withdrawal reaches each place, or its absence has a reason. Method: a table in the
 * resources names, for each field and each place that shows or compares fields, the member that has it, or a reason why
 * none does. The table is compared with the types and sources in both directions.
 */
class FieldChecklistTest {

    @ParameterizedTest
    @ValueSource(strings = {"order-fields.md", "withdrawal-fields.md"})
    void everyFieldHasARowAndEveryMemberExists(String name) {
        assertEquals("", String.join("\n", faults(FieldTable.read(name))));
    }

    @Test
    void aMissingRowAndAMemberThatDoesNotExistAreFound() {
        FieldTable table = FieldTable.parse("""
                - fields: `Trigger`
                - form: record `MarketFieldParser`
                - print: source `OrderFingerprint`

                | field | form | print |
                |---|---|---|
                | `StopLoss.price` | `market` | `limit.postOnly()` |
                | `StopLoss.source` | (none) | `noSuchMember` |
                | `StopLoss.gone` | (unsaid) | |

                - (none): for this test.
                """);

        List<String> faults = faults(table);

        assertEquals(
                List.of(
                        "the field StopLoss.gone does not exist",
                        "StopLoss.gone, form: there is no reason (unsaid)",
                        "form: fields has no row",
                        "StopLoss.source, print: there is no noSuchMember",
                        "StopLoss.gone, print: neither a member nor a reason"),
                faults.stream()
                        .filter(fault -> !fault.endsWith("the field has no row"))
                        .toList());
        assertTrue(faults.contains("TrailingFrom.activation: the field has no row"), faults::toString);
    }

    private static List<String> faults(FieldTable table) {
        List<String> faults = new ArrayList<>();
        Set<String> fields = table.fields();
        Set<String> listed = new TreeSet<>();
        table.rows().forEach(row -> listed.addAll(row.fields()));
        listed.stream()
                .filter(field -> !fields.contains(field))
                .forEach(field -> faults.add("the field " + field + " does not exist"));
        fields.stream()
                .filter(field -> !listed.contains(field))
                .forEach(field -> faults.add(field + ": the field has no row"));
        for (FieldTable.Place place : table.places()) {
            Set<String> named = new TreeSet<>();
            for (FieldTable.Row row : table.rows()) {
                faults.addAll(faults(table, place, row));
                named.addAll(row.cell(place).members());
            }
            place.members(named).stream()
                    .filter(member -> !named.contains(member))
                    .forEach(member -> faults.add(place.name() + ": " + member + " has no row"));
        }
        return faults;
    }

    private static List<String> faults(FieldTable table, FieldTable.Place place, FieldTable.Row row) {
        List<String> faults = new ArrayList<>();
        String where = String.join(" ", row.fields()) + ", " + place.name() + ": ";
        FieldTable.Cell cell = row.cell(place);
        if (cell.members().isEmpty() && cell.reasons().isEmpty()) {
            faults.add(where + "neither a member nor a reason");
        }
        cell.members().stream()
                .filter(member -> !place.has(member))
                .forEach(member -> faults.add(where + "there is no " + member));
        cell.reasons().stream()
                .filter(reason -> !table.reasons().contains(reason))
                .forEach(reason -> faults.add(where + "there is no reason (" + reason + ")"));
        return faults;
    }
}
