package com.flowex.operations.store;

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
 * Schedule times from five fields, as in "15 0 * * *": minute, hour, day of the month, month, day of the week. The
 * library that db-scheduler uses parses them. They do not go through db-scheduler itself, because for a time that never
 * comes it returns one in the year 2500 and logs an error.
 */
public final class Cron {

    /** Text that completes "cron must be ...". */
    public static final String RULE =
            "five fields (minute, hour, day of the month, month, day of the week) that a moment meets, such as \"15 0 * * *\"";

    /** Text that completes "zone must be ...". */
    public static final String ZONE_RULE = "a time zone such as UTC or Asia/Tehran";

    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z*/,#L-]{1,60}( [0-9A-Za-z*/,#L-]{1,60}){4}");

    private Cron() {}

    public static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Returns the first time of the schedule after {@code now}; empty if the fields have none or are not valid. */
    public static Optional<Instant> after(String fields, ZoneId zone, Instant now) {
        if (!FORM.matcher(fields).matches()) {
            return Optional.empty();
        }
        try {
            var cron = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(fields);
            return ExecutionTime.forCron(cron)
                    .nextExecution(now.atZone(zone))
                    .map(ZonedDateTime::toInstant)
                    .filter(now::isBefore);
        } catch (RuntimeException e) { // any exception of the parser for a text that it does not accept
            return Optional.empty();
        }
    }
}
