package com.flowex.app.wiring;

import com.flowex.access.tenancy.Tenant;
import com.flowex.platform.operator.OperatorCommand;
import com.flowex.platform.operator.OperatorCommand.Reply;
import com.flowex.platform.projection.status.ExchangeViews;
import com.flowex.platform.projection.status.RebuildableView;
import com.flowex.platform.projection.status.ViewState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Commands of {@code ./flowex views} for the running exchange: lists the positions of views, and rebuilds one from the
 * whole log.
 */
public final class ViewCommands {

    private final ExchangeViews views;

    public ViewCommands(ExchangeViews views) {
        this.views = views;
    }

    public Map<String, OperatorCommand> commands() {
        return new TreeMap<>(Map.of("views list", (_, _) -> list(), ExchangeViews.REBUILD, this::rebuild));
    }

    private Reply list() {
        return Reply.done(views.all().stream().map(ViewCommands::line).collect(Collectors.joining("\n")));
    }

    private static String line(ViewState view) {
        RebuildableView.Rebuild last = view.rebuild();
        String rebuilt =
                switch (last.stage()) {
                    case NONE -> "not rebuilt since the start";
                    case RUNNING -> "is being rebuilt since " + last.at();
                    case DONE -> "rebuilt at " + last.at();
                    case FAILED -> "was not rebuilt: " + last.why();
                };
        int stopped = view.stopped().size();
        return view.name() + ": shows event " + view.sequence() + ", " + rebuilt
                + (view.isKept() ? "" : "; no process keeps it now")
                + (stopped == 0 ? "" : "; stopped for " + stopped + " tenants");
    }

    /** Rebuilds a view. It has all tenants' rows, so only the operator of the whole exchange may request it. */
    private Reply rebuild(int tenant, List<String> arguments) {
        if (tenant != Tenant.DEFAULT) {
            return Reply.refused("a view is of all tenants: ask without --tenant");
        }
        Optional<RebuildableView> named = views.storedHere(arguments.getFirst());
        if (named.isEmpty()) {
            throw new OperatorCommand.NotHereException("there is no such view; there are "
                    + views.all().stream().map(ViewState::name).collect(Collectors.joining(", ")));
        }
        String how = "; it is read as it was until the new one takes its place, ./flowex views list says how far it is";
        return named.get().begin()
                ? Reply.done("the view " + named.get().name() + " is being rebuilt from the whole log" + how)
                : Reply.refused("the view " + named.get().name() + " is being rebuilt already" + how);
    }
}
