package com.flowex.app.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Retention of backups. The newest stays, whatever its age. */
public sealed interface RetentionPolicy {

    /** Rule for the text. */
    String RULE = "days, as in 14d, or a number of backups, as in 10";

    /** Retention of the backups of a number of days. */
    record Days(int days) implements RetentionPolicy {}

    /** Retention of a number of newest backups. */
    record Count(int count) implements RetentionPolicy {}

    Pattern FORM = Pattern.compile("([1-9][0-9]{0,4})(d?)");

    /**
     * Parses a retention.
     *
     * @throws IllegalArgumentException if the text breaks the rule
     */
    static RetentionPolicy of(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text);
        }
        int number = Integer.parseInt(parts.group(1));
        return parts.group(2).isEmpty() ? new Count(number) : new Days(number);
    }

    /** Returns the backups to remove. */
    default List<FullBackup> over(List<FullBackup> oldestFirst, Instant now) {
        int newest = oldestFirst.size() - 1;
        return IntStream.range(0, Math.max(0, newest))
                .filter(i -> switch (this) {
                    case Count(int count) -> i < oldestFirst.size() - count;
                    // A backup covers the time until the next one, so it is removed when the next one is too old.
                    case Days(int days) ->
                        Instant.ofEpochMilli(oldestFirst.get(i + 1).takenMillis())
                                .isBefore(now.minus(Duration.ofDays(days)));
                })
                .mapToObj(oldestFirst::get)
                .toList();
    }
}
