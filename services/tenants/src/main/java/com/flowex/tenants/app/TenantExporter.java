package com.flowex.tenants.app;

import com.flowex.access.http.response.Json;
import com.flowex.access.tenancy.Tenant;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.export.TenantExport;
import com.flowex.platform.database.transaction.Transaction;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Export of a tenant as lines of JSON, {@code {"kind": …, "value": …}}: the rows of all services, in one database
 * snapshot. The last line shows that the export is complete.
 */
public final class TenantExporter {

    public static final String CONTENT_TYPE = "application/x-ndjson";

    private final Database database;
    private final List<TenantExport> parts;

    public TenantExporter(Database database, List<TenantExport> parts) {
        this.database = database;
        this.parts = List.copyOf(parts);
    }

    /** Writes the export. */
    public void write(Tenant tenant, OutputStream out) throws IOException {
        try {
            long lines = database.snapshot(tenant.number(), transaction -> write(transaction, tenant, out));
            line(out, "end", new String(Json.bytes(Map.of("lines", lines)), StandardCharsets.UTF_8));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private long write(Transaction transaction, Tenant tenant, OutputStream out) {
        line(out, "tenant", new String(Json.bytes(TenantBody.of(tenant)), StandardCharsets.UTF_8));
        long lines = 1;
        for (TenantExport part : parts) {
            lines += part.read(transaction, tenant.number(), json -> line(out, part.kind(), json));
        }
        return lines;
    }

    private static void line(OutputStream out, String kind, String json) {
        try {
            out.write(("{\"kind\":\"" + kind + "\",\"value\":" + json + "}\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
