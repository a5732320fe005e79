package com.flowex.wallet.api.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.access.http.response.IsoTime;
import com.flowex.access.http.response.Json;
import com.flowex.orderentry.LogTime;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The schema Statement of docs/api/openapi.yaml. */
final class JsonStatement implements Statement.Form {

    private static final ObjectMapper MAPPER = Json.mapper();

    private final JsonGenerator json;

    JsonStatement(OutputStream out) throws IOException {
        json = MAPPER.getFactory().createGenerator(out);
    }

    @Override
    public void begin(LogTime.Span span, long sequence) throws IOException {
        json.writeStartObject();
        time("from", span.fromNanos(), 0);
        time("to", span.toNanos(), Long.MAX_VALUE);
        json.writeNumberField("sequence", sequence);
    }

    private void time(String name, long nanos, long none) throws IOException {
        if (nanos == none) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, IsoTime.ofNanos(nanos));
        }
    }

    @Override
    public void opening(List<Statement.StatementBalance> standings) throws IOException {
        all("opening", standings);
        json.writeArrayFieldStart("lines");
    }

    @Override
    public void line(Statement.Line line) throws IOException {
        MAPPER.writeValue(json, line);
    }

    @Override
    public void closing(List<Statement.StatementBalance> standings) throws IOException {
        json.writeEndArray();
        all("closing", standings);
        json.writeEndObject();
        json.flush();
    }

    private void all(String name, List<Statement.StatementBalance> standings) throws IOException {
        json.writeArrayFieldStart(name);
        for (Statement.StatementBalance standing : standings) {
            MAPPER.writeValue(json, standing);
        }
        json.writeEndArray();
    }
}
