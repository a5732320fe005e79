package com.flowex.strategies.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.market.Asset;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.strategies.app.dataset.DatasetLibrary;
import com.flowex.strategies.app.dataset.DatasetManifest;
import com.flowex.strategies.store.DatasetsTable;
import com.flowex.strategies.store.StoredDataset;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Routes of data sets: a file is uploaded in parts, then checked, and back-tests name it. */
public final class DatasetRoutes {

    private static final String ROOT = "/api/v1/datasets";
    private static final String ONE = ROOT + "/{id}";
    private static final int NAME_MAX = 60;
    private static final int YEAR_MIN = 2000;
    private static final int YEAR_MAX = 2099;
    private static final int SYMBOL_MAX = 2 * Asset.CODE_LENGTH_MAX + 1;
    private static final int BODY_BYTES = 64_000;
    private static final int CHECK_WEIGHT = 10;

    private final DatasetLibrary library;
    private final DatasetsTable datasets;

    public DatasetRoutes(DatasetLibrary library, DatasetsTable datasets) {
        this.library = library;
        this.datasets = datasets;
    }

    public Routes routes() {
        Access read = Access.of(Permission.READ);
        Access write = Access.of(Permission.STRATEGIES);
        return new Routes()
                .get(ROOT, read, this::list)
                .query("limit", "cursor")
                .post(ROOT, write, this::begin)
                .audited()
                .get(ONE, read, this::one)
                .put(ONE + "/parts/{part}", write, this::putPart)
                .body(BODY_BYTES)
                .audited()
                .post(ONE + "/complete", write, this::complete)
                .withoutBody()
                .weight(CHECK_WEIGHT)
                .audited()
                .delete(ONE, write, this::remove)
                .audited();
    }

    /** The schema Dataset of docs/api/openapi.yaml. */
    private record Body(
            String id,
            String name,
            String symbol,
            @Nullable String date,
            Instant createdAt,
            @Nullable Instant completedAt,
            @Nullable DatasetManifest manifest) {

        static Body of(StoredDataset stored) {
            LocalDate day = stored.day();
            String manifest = stored.manifest();
            return new Body(
                    Long.toString(stored.id()),
                    stored.name(),
                    stored.symbol(),
                    day == null ? null : day.toString(),
                    stored.createdAt(),
                    stored.completedAt(),
                    manifest == null ? null : DatasetLibrary.manifest(manifest));
        }
    }

    private static long owner(Request request) {
        return request.caller().account().number();
    }

    private Answer list(Request request) {
        int limit = request.limit();
        List<StoredDataset> rows =
                datasets.page(request.tenant(), owner(request), request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(
                Page.of(rows, limit, each -> request.cursorBehind(each.id())).map(Body::of));
    }

    /** Request body. */
    private record Form(
            @Nullable String name,
            @Nullable String symbol,
            @Nullable String date) {}

    private Answer begin(Request request) {
        Form form = request.body(Form.class);
        Fields fields = new Fields();
        String name = fields.name("name", form.name(), NAME_MAX);
        String symbol = fields.text("symbol", form.symbol(), SYMBOL_MAX);
        int dash = symbol.indexOf('-');
        if (dash < 0
                || !Asset.isCode(symbol.substring(0, dash))
                || !Asset.isCode(symbol.substring(dash + 1))
                || symbol.substring(0, dash).equals(symbol.substring(dash + 1))) {
            fields.refuse("symbol", "two different codes of assets joined by a dash, such as ETH-USD");
        }
        LocalDate day = day(form.date(), fields);
        fields.check();
        Body begun = Body.of(library.begin(request.tenant(), owner(request), name, symbol, day));
        request.audit("data set " + begun.id(), null, Map.of("name", name, "symbol", symbol));
        return Answer.created(begun);
    }

    private static @Nullable LocalDate day(@Nullable String date, Fields fields) {
        if (date == null) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(date);
            if (day.getYear() >= YEAR_MIN && day.getYear() <= YEAR_MAX) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // Refused below, as a day out of range.
        }
        fields.refuse("date", "a day such as 2012-06-21, from " + YEAR_MIN + " to " + YEAR_MAX);
        return null;
    }

    private Answer one(Request request) {
        return Answer.ok(Body.of(library.one(request.tenant(), owner(request), request.pathNumber("id"))));
    }

    /** Request body. */
    private record PartForm(@Nullable String data) {}

    private Answer putPart(Request request) {
        long id = request.pathNumber("id");
        long number = request.pathNumber("part");
        Fields fields = new Fields();
        byte[] content = content(request.body(PartForm.class).data(), fields);
        fields.check();
        if (number > DatasetLibrary.PARTS_MAX) {
            throw Refusal.notFound("a file has at most " + DatasetLibrary.PARTS_MAX + " parts");
        }
        library.putPart(request.tenant(), owner(request), id, new DatasetsTable.Part((int) number, content));
        request.audit("data set " + id, null, Map.of("part", number, "bytes", content.length));
        return Answer.noContent();
    }

    private static byte[] content(@Nullable String data, Fields fields) {
        byte[] content = new byte[0];
        try {
            content = Base64.getDecoder().decode(data == null ? "" : data);
        } catch (IllegalArgumentException e) {
            // Refused below, as a part without a byte.
        }
        if (content.length == 0 || content.length > DatasetLibrary.PART_BYTES_MAX) {
            fields.refuse("data", "from 1 to " + DatasetLibrary.PART_BYTES_MAX + " bytes of the file in base64");
        }
        return content;
    }

    private Answer complete(Request request) {
        long id = request.pathNumber("id");
        Body done = Body.of(library.complete(request.tenant(), owner(request), id));
        request.audit("data set " + id, "upload", "complete");
        return Answer.ok(done);
    }

    private Answer remove(Request request) {
        long id = request.pathNumber("id");
        if (!datasets.remove(request.tenant(), owner(request), id)) {
            throw Refusal.notFound("you have no data set " + id);
        }
        request.audit("data set " + id, id, null);
        return Answer.noContent();
    }
}
