package com.flowex.p2p.rule.statement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Bank statement in CSV. The first line names the columns: {@code date}, {@code amount} (negative for money that went
 * out), {@code currency}, {@code name}, {@code text}, and {@code id} or not, in any order. Commas or semicolons stand
 * between them; a value in double quotes may have them, but no line break.
 */
final class CsvStatement {

    private static final List<String> REQUIRED = List.of("date", "amount", "currency", "name", "text");
    private static final String ID = "id";

    private CsvStatement() {}

    static List<BankEntry> read(String content) throws StatementFault {
        List<String> lines = content.lines().toList();
        if (lines.isEmpty()) {
            throw new StatementFault(1, "a line with the names of the columns");
        }
        String first = lines.getFirst().startsWith("\uFEFF") ? lines.getFirst().substring(1) : lines.getFirst();
        char between = first.indexOf(';') >= 0 ? ';' : ',';
        List<String> columns = fields(first, between, 1);
        requireColumns(columns);
        List<BankEntry> entries = new ArrayList<>();
        for (int number = 2; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            if (!line.isBlank()) {
                if (entries.size() >= StatementFormat.ENTRIES_MAX) {
                    throw new StatementFault(number, "a file has at most " + StatementFormat.ENTRIES_MAX + " entries");
                }
                entries.add(entry(columns, fields(line, between, number), number));
            }
        }
        return entries;
    }

    private static void requireColumns(List<String> columns) throws StatementFault {
        for (String column : REQUIRED) {
            if (columns.stream().filter(column::equals).count() != 1) {
                throw new StatementFault(1, "the column " + column + ", once");
            }
        }
        for (String column : columns) {
            if (!REQUIRED.contains(column) && !column.equals(ID)) {
                throw new StatementFault(1, "no other columns than " + String.join(", ", REQUIRED) + " and id");
            }
        }
    }

    private static BankEntry entry(List<String> columns, List<String> fields, int line) throws StatementFault {
        if (fields.size() != columns.size()) {
            throw new StatementFault(line, columns.size() + " values, as the first line has names");
        }
        BigDecimal amount = EntryValues.amount(value(columns, fields, "amount"), line);
        return new BankEntry(
                amount.signum() > 0,
                amount.abs(),
                EntryValues.currency(value(columns, fields, "currency"), line),
                EntryValues.date(value(columns, fields, "date"), line),
                EntryValues.text("name", value(columns, fields, "name"), line),
                EntryValues.text("text", value(columns, fields, "text"), line),
                EntryValues.text(ID, value(columns, fields, ID), line),
                false);
    }

    private static String value(List<String> columns, List<String> fields, String column) {
        int place = columns.indexOf(column);
        return place < 0 ? "" : fields.get(place).strip();
    }

    private static List<String> fields(String line, char between, int number) throws StatementFault {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean isQuoted = false;
        for (int place = 0; place < line.length(); place++) {
            char each = line.charAt(place);
            boolean isDoubled = isQuoted && each == '"' && place + 1 < line.length() && line.charAt(place + 1) == '"';
            if (isDoubled) {
                field.append('"');
                place++;
            } else if (each == '"') {
                isQuoted = !isQuoted;
            } else if (each == between && !isQuoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(each);
            }
        }
        if (isQuoted) {
            throw new StatementFault(number, "a closing quote");
        }
        fields.add(field.toString());
        return fields;
    }
}
