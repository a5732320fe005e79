package com.flowex.strategies.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.strategies.app.BuiltInStrategies;
import com.flowex.strategies.app.SourceDiff;
import com.flowex.strategies.app.StrategyLibrary;
import com.flowex.strategies.app.StrategyLibrary.NewContent;
import com.flowex.strategies.store.StoredStrategy;
import com.flowex.strategies.store.StrategiesTable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Routes of strategies: the built-in ones, and those that a user has written. */
public final class StrategyRoutes {

    /** Longest source, in characters: with its line ends escaped it fits into the longest body of a request. */
    static final int SOURCE_MAX = 48 * 1024;

    private static final String ROOT = "/api/v1/strategies";
    private static final String ONE = ROOT + "/{id}";
    private static final int NAME_MAX = 60;

    private static final int BODY_BYTES = 65_536;

    private static final int CHECK_WEIGHT = 10;

    private final BuiltInStrategies builtIn;
    private final StrategyLibrary library;
    private final StrategiesTable strategies;

    public StrategyRoutes(BuiltInStrategies builtIn, StrategyLibrary library, StrategiesTable strategies) {
        this.builtIn = builtIn;
        this.library = library;
        this.strategies = strategies;
    }

    public Routes routes() {
        Access read = Access.of(Permission.READ);
        Access write = Access.of(Permission.STRATEGIES);
        return new Routes()
                .get(ROOT + "/built-in", read, this::listBuiltIn)
                .post(ROOT + "/check", write, this::check)
                .body(BODY_BYTES)
                .weight(CHECK_WEIGHT)
                .get(ROOT, read, this::list)
                .query("limit", "cursor")
                .post(ROOT, write, this::add)
                .body(BODY_BYTES)
                .audited()
                .weight(CHECK_WEIGHT)
                .get(ONE, read, this::one)
                .put(ONE, write, this::change)
                .body(BODY_BYTES)
                .audited()
                .weight(CHECK_WEIGHT)
                .delete(ONE, write, this::remove)
                .audited()
                .get(ONE + "/versions", read, this::versions)
                .get(ONE + "/versions/{version}", read, this::version)
                .get(ONE + "/diff", read, this::diff)
                .query("from", "to")
                .weight(3);
    }

    private Answer listBuiltIn(Request request) {
        return Answer.ok(
                Page.whole(builtIn.all().stream().map(StrategyBody.BuiltIn::of).toList()));
    }

    /** Request body. */
    private record SourceForm(@Nullable String source) {}

    private Answer check(Request request) {
        Fields fields = new Fields();
        String source = fields.text("source", request.body(SourceForm.class).source(), SOURCE_MAX);
        fields.check();
        return Answer.ok(StrategyBody.Check.of(library.check(source)));
    }

    private Answer list(Request request) {
        int limit = request.limit();
        List<StoredStrategy> rows =
                strategies.page(request.tenant(), owner(request), request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(
                Page.of(rows, limit, each -> request.cursorBehind(each.id())).map(StrategyBody.Listed::of));
    }

    private static long owner(Request request) {
        return request.caller().account().number();
    }

    /**
     * Request body.
     *
     * @param version version that the caller has read, of a change
     */
    private record Form(
            @Nullable String name,
            @Nullable String source,
            @Nullable Integer version) {

        NewContent checked(Fields fields) {
            String checkedName = fields.name("name", name, NAME_MAX);
            return new NewContent(checkedName, fields.text("source", source, SOURCE_MAX));
        }
    }

    private Answer add(Request request) {
        Form form = request.body(Form.class);
        Fields fields = new Fields();
        NewContent content = form.checked(fields);
        if (form.version() != null) {
            fields.refuse("version", "absent: a new strategy has none");
        }
        fields.check();
        StoredStrategy added = library.add(request.tenant(), owner(request), content.name(), content.source());
        StrategyBody.Listed body = StrategyBody.Listed.of(added);
        request.audit("strategy " + added.id(), null, body);
        return Answer.created(body);
    }

    private Answer one(Request request) {
        StoredStrategy strategy = library.one(request.tenant(), owner(request), request.pathNumber("id"));
        return Answer.ok(source(request, strategy, strategy.version()));
    }

    private StrategyBody.Source source(Request request, StoredStrategy strategy, int version) {
        return StrategyBody.Source.of(
                strategy, library.version(request.tenant(), owner(request), strategy.id(), version));
    }

    private Answer change(Request request) {
        long id = request.pathNumber("id");
        Form form = request.body(Form.class);
        Fields fields = new Fields();
        NewContent content = form.checked(fields);
        int read = fields.within("version", form.version(), 1, Integer.MAX_VALUE);
        fields.check();
        StoredStrategy changed = library.change(request.tenant(), owner(request), id, content, before -> {
            if (before.version() != read) {
                throw new Refusal(
                        RefusalCode.VERSION_CHANGED,
                        "strategy " + id + " was changed in the meantime, to version " + before.version()
                                + ": read it again");
            }
            request.audit("strategy " + id, StrategyBody.Listed.of(before), Objects.requireNonNull(form.name()));
        });
        return Answer.ok(StrategyBody.Listed.of(changed));
    }

    private Answer remove(Request request) {
        long id = request.pathNumber("id");
        if (!strategies.remove(request.tenant(), owner(request), id)) {
            throw Refusal.notFound("you have no strategy " + id);
        }
        request.audit("strategy " + id, id, null);
        return Answer.noContent();
    }

    private Answer versions(Request request) {
        return Answer.ok(
                Page.whole(library.versions(request.tenant(), owner(request), request.pathNumber("id")).stream()
                        .map(StrategyBody.Version::of)
                        .toList()));
    }

    private Answer version(Request request) {
        StoredStrategy strategy = library.one(request.tenant(), owner(request), request.pathNumber("id"));
        return Answer.ok(source(request, strategy, versionOf(request.pathNumber("version"))));
    }

    private static int versionOf(long number) {
        return (int) Math.min(number, Integer.MAX_VALUE);
    }

    private Answer diff(Request request) {
        long id = request.pathNumber("id");
        StoredStrategy strategy = library.one(request.tenant(), owner(request), id);
        int to = versionOf(request.queryNumber("to", strategy.version(), 1, Integer.MAX_VALUE));
        int from = versionOf(request.queryNumber("from", Math.max(1, to - 1), 1, Integer.MAX_VALUE));
        return Answer.ok(new StrategyBody.Diff(
                from,
                to,
                SourceDiff.unified(
                        library.version(request.tenant(), owner(request), id, from),
                        library.version(request.tenant(), owner(request), id, to))));
    }
}
