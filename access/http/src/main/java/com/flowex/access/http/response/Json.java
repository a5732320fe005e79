package com.flowex.access.http.response;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.flowex.platform.errors.FieldError;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * JSON format of FlowEx: snake_case, decimals as strings, times as ISO-8601, and strict parsing. An unknown or
 * duplicate field, a number instead of a string, a missing primitive, and trailing data are all refused by name.
 */
public final class Json {

    /** Completes "field must be ...". */
    public static final String TEXT_RULE =
            "without zero characters, halves of characters and controls of the direction of writing";

    private static final ObjectMapper MAPPER = mapper();

    private Json() {}

    /**
     * Returns true for a text that reads the same wherever it is stored and shown. PostgreSQL has no zero character and
     * no lone surrogate, and people would read a text with a direction override differently than machines.
     */
    public static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(each -> each == 0
                        || each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE
                        || each >= 0x202A && each <= 0x202E
                        || each >= 0x2066 && each <= 0x2069);
    }

    /** Returns a mapper for WebSocket messages and tests; it must never be reconfigured. */
    public static ObjectMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(16)
                        .maxNumberLength(64)
                        .maxStringLength(64 * 1024)
                        .build())
                // The default is a pool for each thread, but connections have threads of their own and live for days.
                .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                .build();
        ObjectMapper mapper = JsonMapper.builder(factory)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .addModule(new SimpleModule()
                        .addSerializer(new InstantText())
                        .addDeserializer(String.class, new StorableText()))
                .build();
        mapper.setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
        for (CoercionInputShape shape :
                List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
            mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
        }
        return mapper;
    }

    public static byte[] bytes(Object value) {
        return bytes(MAPPER.writer(), value);
    }

    /** Returns a value of ours as JSON, by a writer of {@link #mapper()}. */
    public static byte[] bytes(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (JacksonException e) {
            throw new UncheckedIOException("a value of ours cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /** @throws Refusal 400 that names the field and the rule it breaks */
    public static <T> T read(byte[] content, Class<T> type) {
        try {
            T value = MAPPER.readValue(content, type);
            if (value == null) {
                throw new Refusal(RefusalCode.MALFORMED_JSON, "the body must be a JSON object");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            String field = pathOf(e);
            throw new Refusal(
                    RefusalCode.UNKNOWN_FIELD,
                    field + " is not a field of this request",
                    List.of(new FieldError(field, "left out; it is not a field of this request")));
        } catch (JsonMappingException e) {
            throw mismatch(e);
        } catch (IOException e) {
            boolean twice = String.valueOf(e.getMessage()).startsWith("Duplicate field");
            String fault = twice ? "the body has a field twice" : "the body is not valid JSON";
            throw new Refusal(RefusalCode.MALFORMED_JSON, fault + placeOf(e));
        }
    }

    private static Refusal mismatch(JsonMappingException e) {
        String field = pathOf(e);
        if (field.isEmpty()) {
            return new Refusal(RefusalCode.MALFORMED_JSON, "the body must be a JSON object");
        }
        if (e instanceof InvalidFormatException wrong && wrong.getValue() instanceof String text && !isStorable(text)) {
            return Refusal.invalid(field, TEXT_RULE);
        }
        if (e instanceof InvalidNullException) {
            return Refusal.invalid(field, "given, not null");
        }
        // Jackson wraps a number beyond its type's range, and calls all other errors a mismatch.
        boolean mismatch = e instanceof MismatchedInputException;
        Class<?> expected = mismatch ? ((MismatchedInputException) e).getTargetType() : Object.class;
        return Refusal.invalid(field, mismatch ? ruleOf(expected) : "within the range of its type");
    }

    private static String ruleOf(Class<?> type) {
        if (type == String.class) {
            return "a string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "a whole number";
        }
        return "of another type";
    }

    private static String fieldAt(StreamReadException e) {
        try {
            boolean known = e.getProcessor() != null && e.getProcessor().currentName() != null;
            return known ? e.getProcessor().currentName() : "";
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static String pathOf(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static String placeOf(IOException e) {
        if (!(e instanceof StreamReadException json) || json.getLocation() == null) {
            return "";
        }
        String field = fieldAt(json);
        return " at line " + json.getLocation().getLineNr() + ", column "
                + json.getLocation().getColumnNr() + (field.isEmpty() ? "" : ", in or behind the field " + field);
    }

    /** Deserializer that accepts only texts that can be stored and shown as sent. */
    private static final class StorableText extends StdDeserializer<String> {
        private static final long serialVersionUID = 1L;

        StorableText() {
            super(String.class);
        }

        @Override
        public LogicalType logicalType() {
            return LogicalType.Textual;
        }

        @Override
        public @Nullable String deserialize(JsonParser in, DeserializationContext context) throws IOException {
            @Nullable String text = StringDeserializer.instance.deserialize(in, context);
            if (text != null && !isStorable(text)) {
                throw context.weirdStringException(text, String.class, TEXT_RULE);
            }
            return text;
        }
    }

    /** Serializer of an instant as ISO-8601 in UTC. */
    private static final class InstantText extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantText() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(IsoTime.of(value));
        }
    }
}
