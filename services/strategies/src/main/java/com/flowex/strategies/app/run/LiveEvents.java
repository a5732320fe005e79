package com.flowex.strategies.app.run;

import com.flowex.access.http.response.IsoTime;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Decimals;
import com.flowex.strategies.app.run.OwnerEvents.OwnerBalance;
import com.flowex.strategies.app.run.OwnerEvents.OwnerEvent;
import com.flowex.strategies.app.run.RunDocuments.FillRow;
import com.flowex.strategy.order.OwnFill;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Events of the owner's account as a live run takes them: those of a command together. */
final class LiveEvents {

    private static final int READ_AT_ONCE = 500;

    private final OwnerEvents source;
    private final AccountId account;
    private final Map<Integer, Asset> assets = new HashMap<>();
    private final Deque<OwnerEvent> fetched = new ArrayDeque<>();
    private long entry;
    private boolean areLost;

    /**
     * @param assets assets of the markets of the run
     * @param entry number of the last event that was taken
     */
    LiveEvents(OwnerEvents source, AccountId account, Collection<Asset> assets, long entry) {
        this.source = source;
        this.account = account;
        this.entry = entry;
        assets.forEach(each -> this.assets.put(each.id().value(), each));
    }

    /**
     * Events of a command.
     *
     * @param entry number of the last of them
     */
    record CommandEvents(long timeNanos, long entry, List<OwnerEvent> events) {}

    /** Returns the events of the next command; empty if there are none. */
    Optional<CommandEvents> next() {
        if (fetched.isEmpty()) {
            List<OwnerEvent> page = source.after(account, entry, READ_AT_ONCE);
            if (page == null) {
                areLost = true;
                return Optional.empty();
            }
            fetched.addAll(page);
        }
        OwnerEvent first = fetched.peek();
        if (first == null) {
            return Optional.empty();
        }
        List<OwnerEvent> command = new ArrayList<>();
        for (OwnerEvent each = first; each != null && each.timeNanos() == first.timeNanos(); each = fetched.peek()) {
            command.add(fetched.remove());
        }
        entry = command.getLast().number();
        return Optional.of(new CommandEvents(first.timeNanos(), entry, command));
    }

    /** Returns true if events behind the last one that was taken are no longer stored. */
    boolean areLost() {
        return areLost;
    }

    /** Returns true if an event concerns an open order of the run, or changes a balance that it knows. */
    boolean concerns(OwnerEvent event, LiveContext context) {
        return switch (event.kind()) {
            case BALANCE ->
                assets.containsKey(event.assetId())
                        && !context.balance(event.assetId())
                                .equals(new OwnerBalance(event.totalUnits(), event.heldUnits()));
            case OTHER -> false;
            case ACCEPTED, CANCELED, EXPIRED, REFUSED, TRADED, REDUCED ->
                context.open().containsKey(event.clientOrderId());
        };
    }

    private Asset feeAsset(OwnerEvent event, LiveOrder order) {
        boolean isBase = RunDocuments.isFeeInBase(order.side, event.feeUnits());
        var instrument = order.market.instrument;
        return Objects.requireNonNull(
                assets.get((isBase ? instrument.base() : instrument.quote()).value()), "an asset of the run");
    }

    /** Returns a fill as strategies see it. */
    OwnFill fill(OwnerEvent event, LiveOrder order) {
        Asset asset = feeAsset(event, order);
        return new OwnFill(
                order.id,
                order.market.symbol(),
                order.side,
                event.timeNanos(),
                order.market.price(event.priceUnits()),
                order.market.base(event.quantityUnits()),
                event.feeUnits() / (double) asset.scale().unitsPerWhole(),
                asset.code(),
                event.maker());
    }

    /** Returns a fill as it is stored and shown. */
    FillRow fillRow(OwnerEvent event, LiveOrder order) {
        Asset asset = feeAsset(event, order);
        return new FillRow(
                order.id,
                order.market.symbol(),
                order.side.name().toLowerCase(Locale.ROOT),
                IsoTime.ofNanos(event.timeNanos()),
                Decimals.format(event.priceUnits(), order.market.rules.priceScale()),
                Decimals.format(event.quantityUnits(), order.market.marketSetup.baseScale()),
                Decimals.format(event.quoteUnits(), order.market.marketSetup.quoteScale()),
                Decimals.format(event.feeUnits(), asset.scale()),
                asset.code(),
                event.maker());
    }
}
