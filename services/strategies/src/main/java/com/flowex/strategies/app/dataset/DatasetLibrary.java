package com.flowex.strategies.app.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.access.http.response.Json;
import com.flowex.backtest.data.DataException;
import com.flowex.backtest.data.MarketDataSource;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.strategies.store.DatasetsTable;
import com.flowex.strategies.store.StoredDataset;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Data sets of users: uploaded in parts, checked when they are complete, and unchanged from then on. */
public final class DatasetLibrary {

    /** Longest part, in bytes. */
    public static final int PART_BYTES_MAX = 45_000;

    /** Highest number of parts: 9 MB as sent, usually compressed. */
    public static final int PARTS_MAX = 200;

    private static final ObjectMapper MAPPER = Json.mapper();
    private static final int RETRY_SECONDS = 2;

    private final DatasetsTable datasets;
    private final InstantSource clock;

    /** A file in memory takes a multiple of its length, so one is checked at a time. */
    private final Semaphore checks = new Semaphore(1);

    public DatasetLibrary(DatasetsTable datasets, InstantSource clock) {
        this.datasets = datasets;
        this.clock = clock;
    }

    /**
     * Begins an upload.
     *
     * @param day day of recorded orders; null of a file whose times have one
     */
    public StoredDataset begin(int tenant, long owner, String name, String symbol, @Nullable LocalDate day) {
        return datasets.add(tenant, owner, new DatasetsTable.Named(name, symbol, day), now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** @throws Refusal 404 if the user has no such data set */
    public StoredDataset one(int tenant, long owner, long id) {
        return datasets.one(tenant, owner, id).orElseThrow(() -> Refusal.notFound("you have no data set " + id));
    }

    /** Stores a part of an upload; the same part again replaces it. */
    public void putPart(int tenant, long owner, long id, DatasetsTable.Part part) {
        if (!datasets.putPart(tenant, owner, id, part)) {
            throw isComplete(one(tenant, owner, id).id());
        }
    }

    private static Refusal isComplete(long id) {
        return new Refusal(RefusalCode.NOT_CANCELABLE, "data set " + id + " is complete and does not change");
    }

    /**
     * Checks the file of an upload and completes it.
     *
     * @throws Refusal {@code dataset_invalid} that names line and rule; the parts stay and can be replaced
     */
    public StoredDataset complete(int tenant, long owner, long id) {
        StoredDataset upload = one(tenant, owner, id);
        if (upload.completedAt() != null) {
            throw isComplete(id);
        }
        if (!checks.tryAcquire()) {
            throw Refusal.forNow(RefusalCode.OVERLOADED, "another file is being checked: try again", RETRY_SECONDS);
        }
        try {
            byte[] plain = DatasetFile.plain(whole(datasets.parts(tenant, id)));
            MarketDataSource data = DatasetFile.parse(upload.name(), upload.day(), plain);
            var content = new DatasetsTable.Content(json(DatasetManifest.of(data)), DatasetFile.gzipped(plain));
            return datasets.complete(tenant, owner, id, content, now()).orElseThrow(() -> isComplete(id));
        } catch (DataException e) {
            throw new Refusal(RefusalCode.DATASET_INVALID, String.valueOf(e.getMessage()));
        } finally {
            checks.release();
        }
    }

    private static byte[] whole(List<DatasetsTable.Part> parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int expected = 1;
        for (DatasetsTable.Part part : parts) {
            if (part.number() != expected) {
                throw new DataException("part " + expected + " is missing");
            }
            whole.writeBytes(part.content());
            expected++;
        }
        return whole.toByteArray();
    }

    /**
     * Returns the rows of a complete data set.
     *
     * @throws Refusal 404 if the user has none with this id
     */
    public MarketDataSource data(int tenant, long owner, long id) {
        StoredDataset stored = one(tenant, owner, id);
        byte[] content = datasets.content(tenant, owner, id).orElseThrow(() -> incomplete(id));
        return DatasetFile.parse(stored.name(), stored.day(), DatasetFile.plain(content));
    }

    private static Refusal incomplete(long id) {
        return Refusal.notFound("data set " + id + " is not complete");
    }

    /** Returns a complete data set of a user with its manifest; empty if there is none. */
    public Optional<Described> described(int tenant, long owner, long id) {
        return datasets.one(tenant, owner, id).flatMap(each -> Optional.ofNullable(each.manifest())
                .map(json -> new Described(each.symbol(), manifest(json))));
    }

    /** Deletes uploads of a tenant that were given up. */
    public void forgetUploads(int tenant) {
        datasets.forget(tenant, now().minus(DatasetsTable.UPLOAD_MAX));
    }

    /** Market and manifest of a complete data set. */
    public record Described(String symbol, DatasetManifest manifest) {}

    private static String json(DatasetManifest manifest) {
        try {
            return MAPPER.writeValueAsString(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest can be written", e);
        }
    }

    /** Returns a stored manifest. */
    public static DatasetManifest manifest(String json) {
        try {
            return MAPPER.readValue(json, DatasetManifest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest is stored as it was written", e);
        }
    }
}
