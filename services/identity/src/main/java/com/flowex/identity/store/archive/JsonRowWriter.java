package com.flowex.identity.store.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writer of rows as one JSON array of objects. Numbers are strings, as everywhere where they may be money. */
final class JsonRowWriter implements RowSink, AutoCloseable {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private final JsonGenerator json;
    private List<Column> columns = List.of();

    JsonRowWriter(OutputStream out) throws IOException {
        this.json = FACTORY.createGenerator(out);
        json.writeStartArray();
    }

    @Override
    public void columns(List<Column> all) {
        columns = all;
    }

    @Override
    public void row(List<@Nullable String> values) throws IOException {
        json.writeRaw('\n');
        json.writeStartObject();
        for (int i = 0; i < columns.size(); i++) {
            json.writeFieldName(columns.get(i).name());
            String value = values.get(i);
            if (value == null) {
                json.writeNull();
            } else if (columns.get(i).shape() == Shape.FLAG) {
                json.writeBoolean(value.equals("t") || value.equals("true"));
            } else {
                json.writeString(value);
            }
        }
        json.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        json.writeRaw('\n');
        json.writeEndArray();
        json.close();
    }
}
