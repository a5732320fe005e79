package com.flowex.platform.logging;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Logging context of this thread: request, trace, tenant and user of its lines. The code that sets it clears it; work
 * that continues elsewhere takes it along by {@link #carried}.
 */
public final class LogContext {

    /** Names of fields as the Elastic Common Schema has them. */
    public static final String REQUEST = "http.request.id";

    public static final String TRACE = "trace.id";
    public static final String SPAN = "span.id";
    public static final String TENANT = "organization.id";
    public static final String USER = "user.id";

    private LogContext() {}

    public static void request(String id) {
        MDC.put(REQUEST, id);
    }

    public static void trace(String trace, String span) {
        MDC.put(TRACE, trace);
        MDC.put(SPAN, span);
    }

    public static void tenant(int tenant) {
        MDC.put(TENANT, Integer.toString(tenant));
    }

    /** Adds the user by number; log lines hold no names and addresses of users. */
    public static void user(long user) {
        MDC.put(USER, Long.toString(user));
    }

    public static void clear() {
        MDC.clear();
    }

    /** Returns the same work, whose lines on another thread have this thread's present context. */
    public static Runnable carried(Runnable work) {
        @Nullable Map<String, String> context = MDC.getCopyOfContextMap();
        if (context == null || context.isEmpty()) {
            return work;
        }
        return () -> {
            MDC.setContextMap(context);
            try {
                work.run();
            } finally {
                MDC.clear();
            }
        };
    }
}
