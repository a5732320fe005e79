package com.flowex.operations.task;

import com.github.kagkarlsson.shaded.cronutils.model.CronType;
import com.github.kagkarlsson.shaded.cronutils.model.definition.CronDefinitionBuilder;
import com.github.kagkarlsson.shaded.cronutils.model.time.ExecutionTime;
import com.github.kagkarlsson.shaded.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Moments by five fields, as in "15 0 * * *": minute, hour, day of the month, month, day of the week. They are read by what db-scheduler
 * reads its own by; not through it, because of a moment that never comes it makes one in 2500, and an error in the log.
 */
final class Cron {

    /** Completes "cron must be ...". */
    static final String RULE =
            "five fields (minute, hour, day of the month, month, day of the week) that a moment meets, such as \"15 0 * * *\"";

    /** Completes "zone must be ...". */
    static final String ZONE_RULE = "a time zone such as UTC or Asia/Tehran";

    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z*/,#L-]{1,60}( [0-9A-Za-z*/,#L-]{1,60}){4}");

    private Cron() {}

    static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The first moment after one; empty if these fields have none, or are none. */
    static Optional<Instant> after(String fields, ZoneId zone, Instant now) {
        if (!FORM.matcher(fields).matches()) {
            return Optional.empty();
        }
        try {
            var cron = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(fields);
            return ExecutionTime.forCron(cron)
                    .nextExecution(now.atZone(zone))
                    .map(ZonedDateTime::toInstant)
                    .filter(now::isBefore);
        } catch (RuntimeException e) { // whatever its parser throws at a text that it does not take
            return Optional.empty();
        }
    }
}
