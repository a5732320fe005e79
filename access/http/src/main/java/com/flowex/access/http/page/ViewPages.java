package com.flowex.access.http.page;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.projection.View;
import com.flowex.platform.projection.status.ExchangeViews;
import com.flowex.platform.projection.status.RebuildableView;
import com.flowex.platform.projection.status.ViewState;
import com.flowex.platform.projection.tenant.SkippedEvents;
import com.flowex.platform.projection.tenant.StoppedTenant;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Endpoints of the views for the platform's operator, with the actions for a view that has stopped for a tenant. */
public final class ViewPages {

    private static final String ALL = "/api/v1/views";
    private static final String ONE = ALL + "/{view}";
    private static final String SKIPPED = ONE + "/skipped-events/{event}";
    private static final int REASON_LENGTH_MAX = 200;
    private static final int WEIGHT = 5;

    private final ExchangeViews views;
    private final SkippedEvents skipped;

    private ViewPages(ExchangeViews views, SkippedEvents skipped) {
        this.views = views;
        this.skipped = skipped;
    }

    public static Routes routes(ExchangeViews views, SkippedEvents skipped) {
        ViewPages pages = new ViewPages(views, skipped);
        Access platform = Access.of(Permission.TENANTS_MANAGE);
        return new Routes()
                .get(ALL, platform, _ -> Answer.ok(pages.shown()))
                .unaudited()
                .post(ONE + "/rebuild", platform, pages::rebuild)
                .withoutBody()
                .weight(WEIGHT)
                .put(SKIPPED, platform, pages::skip)
                .delete(SKIPPED, platform, pages::takeIn);
    }

    /**
     * Refuses reads while a view is stopped, because it silently shows outdated state.
     *
     * @return the routes, in their order; commands need no view and stay unchanged
     */
    public static Routes guarded(View<?> view, Routes routes) {
        return routes.readsOnlyWhile(() -> requireFollowing(view));
    }

    /**
     * Refuses a read while a view is stopped.
     *
     * @throws Refusal {@code view_behind}
     */
    public static void requireFollowing(View<?> view) {
        if (view.stopped().isPresent()) {
            throw Refusal.forNow(RefusalCode.VIEW_BEHIND, "the view " + view.name() + " does not follow the log", 30);
        }
    }

    /** The schema Views of docs/api/openapi.yaml. */
    private record ViewsBody(List<ViewBody> items, List<SkippedEvents.Skipped> skippedEvents) {}

    private record ViewBody(String name, long sequence, List<StoppedTenant> stoppedTenants, RebuildBody rebuild) {

        static ViewBody of(ViewState view) {
            return new ViewBody(view.name(), view.sequence(), view.stopped(), RebuildBody.of(view.rebuild()));
        }
    }

    private record RebuildBody(
            String stage, Instant at, @Nullable String why) {

        static RebuildBody of(RebuildableView.Rebuild last) {
            return new RebuildBody(
                    last.stage().name().toLowerCase(Locale.ROOT),
                    last.at(),
                    last.why().isEmpty() ? null : last.why());
        }
    }

    private record SkipForm(@Nullable String reason) {}

    private ViewsBody shown() {
        return new ViewsBody(views.all().stream().map(ViewBody::of).toList(), skipped.all());
    }

    private Answer rebuild(Request request) {
        ViewState view = views.rebuild(
                request.path("view"),
                request.caller().tenant(),
                "user " + request.caller().userId());
        request.audit("view " + view.name(), null, "is being rebuilt");
        return Answer.of(202, ViewBody.of(view));
    }

    private Answer skip(Request request) {
        ViewState view = view(request);
        long event = request.pathNumber("event");
        Fields fields = new Fields();
        String reason = fields.name("reason", request.body(SkipForm.class).reason(), REASON_LENGTH_MAX);
        fields.check();
        skipped.add(view.name(), event, reason, "user " + request.caller().userId());
        request.audit("event " + event + " of view " + view.name(), null, "skipped: " + reason);
        return Answer.ok(shown());
    }

    private Answer takeIn(Request request) {
        ViewState view = view(request);
        long event = request.pathNumber("event");
        if (!skipped.remove(view.name(), event)) {
            throw Refusal.notFound("no such event is skipped");
        }
        request.audit("event " + event + " of view " + view.name(), "skipped", null);
        return Answer.ok(shown());
    }

    private ViewState view(Request request) {
        return views.named(request.path("view"));
    }
}
