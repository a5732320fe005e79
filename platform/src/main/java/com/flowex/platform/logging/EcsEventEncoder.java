package com.flowex.platform.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import co.elastic.logging.AdditionalField;
import co.elastic.logging.EcsJsonSerializer;
import co.elastic.logging.logback.EcsEncoder;
import java.util.List;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/**
 * Encoder of log events: one line of JSON each, in the fields of the Elastic Common Schema, with the event's own
 * fields.
 */
final class EcsEventEncoder extends EcsEncoder {

    /** Data set of the ordinary log. */
    private static final String ORDINARY = "flowex.log";

    /**
     * Origin of the lines.
     *
     * @param environment the profile
     * @param node part of FlowEx that this process runs
     */
    record Source(String environment, String node) {}

    EcsEventEncoder(Source source) {
        addAdditionalField(new AdditionalField("service.name", "flowex"));
        setServiceEnvironment(source.environment());
        setServiceNodeName(source.node());
    }

    @Override
    protected void addCustomFields(ILoggingEvent event, StringBuilder line) {
        EcsJsonSerializer.serializeEventDataset(line, dataset(event.getLoggerName()));
        List<KeyValuePair> fields = event.getKeyValuePairs();
        if (fields == null) {
            return;
        }
        Map<String, String> context = event.getMDCPropertyMap();
        for (KeyValuePair field : fields) {
            if (!context.containsKey(field.key)) {
                add(line, field);
            }
        }
    }

    private static void add(StringBuilder line, KeyValuePair field) {
        if (field.value instanceof Long || field.value instanceof Integer) {
            line.append('"').append(field.key).append("\":").append(field.value).append(',');
        } else {
            EcsJsonSerializer.serializeMdcEntry(line, field.key, String.valueOf(field.value));
        }
    }

    /** Returns the data set of a logger; a logger that is no class is a log of its own. */
    static String dataset(String logger) {
        return logger.startsWith(DedicatedLoggers.PREFIX) ? logger : ORDINARY;
    }
}
