package com.flowex.access.http.page;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.flowex.access.Edge;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.audit.AuditReader;
import com.flowex.platform.Platform;
import com.flowex.platform.errors.Fields;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Endpoints of the audit log for authorized users of the same tenant. Reading it is audited, too. */
public final class AuditPages {

    private static final int WEIGHT = 5;

    private final AuditReader reader;

    private AuditPages(AuditReader reader) {
        this.reader = reader;
    }

    public static Routes routes(Platform platform) {
        AuditPages pages = new AuditPages(new AuditReader(platform.database(), Edge.addresses(platform)));
        return new Routes()
                .get("/api/v1/audit", Access.of(Permission.AUDIT_READ), pages::list)
                .query("actor", "action", "subject", "start", "end", "limit", "cursor")
                .weight(WEIGHT);
    }

    /**
     * Audit entry on the wire.
     *
     * @param before JSON as text, or null
     * @param after JSON as text, or null
     */
    record Shown(
            String number,
            Instant at,
            String actor,
            String action,
            String subject,
            @Nullable String before,
            @Nullable String after,
            String outcome,
            @JsonProperty("from") String from,
            String requestId,
            String hash) {

        static Shown of(AuditReader.Recorded recorded) {
            return new Shown(
                    Long.toString(recorded.number()),
                    recorded.at(),
                    recorded.entry().actor(),
                    recorded.entry().action(),
                    recorded.entry().change().subject(),
                    orNull(recorded.entry().change().before()),
                    orNull(recorded.entry().change().after()),
                    recorded.entry().outcome(),
                    recorded.entry().from(),
                    recorded.entry().requestId(),
                    recorded.hash());
        }

        private static @Nullable String orNull(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    private Answer list(Request request) {
        int limit = request.limit();
        Fields fields = new Fields();
        AuditReader.Filter filter = new AuditReader.Filter(
                request.query("actor").orElse(null),
                request.query("action").orElse(null),
                request.query("subject").orElse(null),
                time(request, "start", fields),
                time(request, "end", fields),
                request.cursor(Long.MAX_VALUE));
        fields.check();
        List<AuditReader.Recorded> rows = reader.page(request.tenant(), filter, limit + 1);
        return Answer.ok(
                Page.of(rows, limit, row -> request.cursorBehind(row.number())).map(Shown::of));
    }

    private static @Nullable Instant time(Request request, String name, Fields fields) {
        Optional<String> text = request.query(name);
        if (text.isEmpty()) {
            return null;
        }
        try {
            Instant at = Instant.parse(text.get());
            if (at.isAfter(Instant.EPOCH) && at.isBefore(Instant.parse("9999-01-01T00:00:00Z"))) {
                return at;
            }
        } catch (DateTimeParseException e) {
            // Falls through: it is answered like a time at which nothing can have happened.
        }
        fields.refuse(name, "a time such as 2026-11-20T09:30:00Z");
        return null;
    }
}
