package com.flowex.access.http.response;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Fast conversion of moments to text, digit by digit: the same text as {@link Instant#toString}, at a tenth of its
 * cost. Every answer to an order contains two.
 */
public final class IsoTime {

    private static final long SECONDS_PER_DAY = 86_400;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** Year 10000: from there on, and before 1970, the slow way is used, which is never needed in practice. */
    private static final long SECONDS_END = 253_402_300_800L;

    /** Days from 1 March of the year 0 to 1 January 1970, in a calendar whose years begin in March. */
    private static final long DAYS_TO_1970 = 719_468;

    /** Days in 400 years, after which the calendar repeats itself. */
    private static final int DAYS_PER_ERA = 146_097;

    /** Length of "2026-11-20T09:30:00.123456789Z". */
    private static final int LENGTH_MAX = 30;

    private IsoTime() {}

    /** Returns the moment that many nanoseconds after the beginning of 1970. */
    public static String ofNanos(long nanos) {
        return of(Math.floorDiv(nanos, NANOS_PER_SECOND), (int) Math.floorMod(nanos, NANOS_PER_SECOND));
    }

    /** Returns a moment as text; its fraction has none, three, six or nine digits. */
    public static String of(Instant moment) {
        return of(moment.getEpochSecond(), moment.getNano());
    }

    private static String of(long seconds, int nanos) {
        if (seconds < 0 || seconds >= SECONDS_END) {
            return Instant.ofEpochSecond(seconds, nanos).toString();
        }
        byte[] text = new byte[LENGTH_MAX];
        date(text, (int) (seconds / SECONDS_PER_DAY));
        clock(text, (int) (seconds % SECONDS_PER_DAY));
        int end = fraction(text, nanos);
        text[end] = 'Z';
        return new String(text, 0, end + 1, StandardCharsets.ISO_8859_1);
    }

    /** @param epochDay days since 1 January 1970 */
    private static void date(byte[] text, int epochDay) {
        long days = epochDay + DAYS_TO_1970;
        long era = days / DAYS_PER_ERA;
        int dayOfEra = (int) (days % DAYS_PER_ERA);
        // A leap day every 4 years but not every 100, and then every 400.
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        // From March on, months are 31 30 31 30 31 days, again and again: 153 days in five of them.
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        int year = (int) (400 * era) + yearOfEra + (month <= 2 ? 1 : 0);
        digits(text, 0, 4, year);
        text[4] = '-';
        digits(text, 5, 2, month);
        text[7] = '-';
        digits(text, 8, 2, day);
    }

    private static void clock(byte[] text, int secondOfDay) {
        text[10] = 'T';
        digits(text, 11, 2, secondOfDay / 3_600);
        text[13] = ':';
        digits(text, 14, 2, secondOfDay / 60 % 60);
        text[16] = ':';
        digits(text, 17, 2, secondOfDay % 60);
    }

    /** Writes the fraction; returns the position behind it. */
    private static int fraction(byte[] text, int nanos) {
        if (nanos == 0) {
            return 19;
        }
        int places = nanos % 1_000 != 0 ? 9 : nanos % 1_000_000 != 0 ? 6 : 3;
        int shown = places == 9 ? nanos : places == 6 ? nanos / 1_000 : nanos / 1_000_000;
        text[19] = '.';
        digits(text, 20, places, shown);
        return 20 + places;
    }

    private static void digits(byte[] text, int at, int count, int value) {
        int rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
