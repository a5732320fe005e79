package com.flowex.p2p.rule.statement;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Values of entries as files write them. */
final class EntryValues {

    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,8})?");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final int DATE_LENGTH = 10;

    private EntryValues() {}

    /** Returns an amount that is not zero. */
    static BigDecimal amount(String text, int line) throws StatementFault {
        if (AMOUNT.matcher(text).matches()) {
            BigDecimal amount = new BigDecimal(text);
            if (amount.signum() != 0) {
                return amount;
            }
        }
        throw new StatementFault(line, "amount: a decimal other than zero, such as 12.50");
    }

    static String currency(String text, int line) throws StatementFault {
        if (!CURRENCY.matcher(text).matches()) {
            throw new StatementFault(line, "currency: a code of three capital letters, such as EUR");
        }
        return text;
    }

    /** Returns the day of a date or of a date with a time. */
    static LocalDate date(String text, int line) throws StatementFault {
        try {
            return LocalDate.parse(text.length() > DATE_LENGTH ? text.substring(0, DATE_LENGTH) : text);
        } catch (DateTimeException e) {
            throw new StatementFault(line, "date: a day such as 2026-11-27");
        }
    }

    static String text(String field, String text, int line) throws StatementFault {
        String clean = CONTROL.matcher(text).replaceAll(" ").strip();
        if (clean.length() > StatementFormat.TEXT_MAX) {
            throw new StatementFault(line, field + ": at most " + StatementFormat.TEXT_MAX + " characters");
        }
        return clean;
    }
}
