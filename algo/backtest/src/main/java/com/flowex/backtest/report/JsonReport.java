package com.flowex.backtest.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.flowex.backtest.data.DataManifest;
import com.flowex.backtest.metric.Figure;
import com.flowex.backtest.result.BacktestResult;
import com.flowex.domain.value.Decimals;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/** Report as one JSON document. Money is text, so that no reader rounds it; figures are numbers. */
public final class JsonReport {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonReport() {}

    /** Writes a report; the writer stays open. */
    public static void write(RunReport report, Writer out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            writeHead(json, report);
            writeMetrics(json, report);
            for (ReportTable table : ReportTables.of(report)) {
                if (!table.name().equals("metrics")) {
                    write(json, table);
                }
            }
            json.writeEndObject();
        }
    }

    private static void writeHead(JsonGenerator json, RunReport report) throws IOException {
        BacktestResult result = report.result();
        json.writeStringField("runId", result.runId());
        json.writeStringField("title", report.title());
        json.writeObjectFieldStart("parameters");
        for (var parameter : report.parameters().entrySet()) {
            json.writeStringField(parameter.getKey(), parameter.getValue());
        }
        json.writeEndObject();
        json.writeStringField("end", result.end().name().toLowerCase(Locale.ROOT));
        json.writeStringField("endMessage", result.endMessage());
        json.writeStringField("valuationAsset", result.valuation().asset());
        json.writeStringField("startEquity", money(result, result.startUnits()));
        json.writeStringField("endEquity", money(result, result.endUnits()));
        json.writeObjectFieldStart("digest");
        json.writeStringField("state", result.digest().state());
        json.writeStringField("stream", result.digest().stream());
        json.writeNumberField("commands", result.digest().commands());
        json.writeNumberField("events", result.digest().events());
        json.writeNumberField("rulesVersion", result.digest().rulesVersion());
        json.writeEndObject();
        json.writeArrayFieldStart("data");
        for (DataManifest manifest : result.data()) {
            write(json, manifest);
        }
        json.writeEndArray();
    }

    private static String money(BacktestResult result, long units) {
        return Decimals.format(units, result.valuation().scale());
    }

    private static void write(JsonGenerator json, DataManifest manifest) throws IOException {
        json.writeStartObject();
        json.writeStringField("source", manifest.source());
        json.writeStringField("format", manifest.format());
        json.writeNumberField("rows", manifest.rows());
        json.writeStringField("from", ReportTables.time(manifest.fromNanos()));
        json.writeStringField("to", ReportTables.time(manifest.toNanos()));
        json.writeNumberField("gaps", manifest.gapCount());
        json.writeNumberField("leftOut", manifest.leftOutCount());
        json.writeStringField("digest", manifest.digest());
        json.writeEndObject();
    }

    private static void writeMetrics(JsonGenerator json, RunReport report) throws IOException {
        json.writeObjectFieldStart("metrics");
        for (var entry : report.figures().all().entrySet()) {
            json.writeObjectFieldStart(entry.getKey().code());
            switch (entry.getValue()) {
                case Figure.Value(double value) -> json.writeNumberField("value", value);
                case Figure.NotComputable(String reason) -> json.writeStringField("notComputable", reason);
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ReportTable table) throws IOException {
        json.writeArrayFieldStart(table.name());
        for (List<String> line : table.lines()) {
            json.writeStartObject();
            for (int i = 0; i < line.size(); i++) {
                json.writeStringField(table.columns().get(i), line.get(i));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
