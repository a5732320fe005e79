package com.flowex.marketdata.view;

import com.flowex.marketdata.store.Listing;
import com.flowex.marketdata.view.book.Depth;
import com.flowex.marketdata.view.book.DepthChange;
import com.flowex.marketdata.view.book.Levels;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Published depth, with the depth before it. Each message about it is encoded at most once, by the first thread that
 * needs it, and then shared by all subscribers. Two threads that need it at the same moment may both encode it; their
 * texts are equal.
 */
public final class PublishedDepth {

    /** Allowed numbers of levels of each side of a partial depth. */
    public static final List<Integer> PARTS = List.of(5, 10, 20);

    private static final int SNAPSHOT = 0;
    private static final int CHANGE = 1;
    private static final int BEST = 2;
    private static final int FIRST_PART = 3;

    private final Listing listing;
    private final Depth before;
    private final Depth depth;
    private final AtomicReferenceArray<String> texts = new AtomicReferenceArray<>(FIRST_PART + PARTS.size());
    private volatile long checksum = -1;

    PublishedDepth(Listing listing, Depth before, Depth depth) {
        this.listing = listing;
        this.before = before;
        this.depth = depth;
    }

    public Depth depth() {
        return depth;
    }

    /** Returns the snapshot message, from which a new subscriber starts. */
    public String snapshotText() {
        return shared(SNAPSHOT, () -> DepthJson.snapshot(listing, depth));
    }

    /**
     * Returns the message that brings a subscriber up to this depth.
     *
     * @param known depth that was sent to the subscriber last. For a subscriber that keeps up it is the one before
     *     this. A slow one has an older depth and gets the net change of all that it missed
     */
    public String changeText(Depth known) {
        return known.sequence() == before.sequence()
                ? shared(CHANGE, () -> DepthJson.change(listing, DepthChange.between(before, depth), checksum()))
                : DepthJson.change(listing, DepthChange.between(known, depth), checksum());
    }

    /** Returns the message of best bid and best ask. */
    public String bestText() {
        return shared(BEST, () -> DepthJson.bestPrice(listing, depth));
    }

    /**
     * Returns the message of the best levels.
     *
     * @param levels one of {@link #PARTS}
     */
    public String partText(int levels) {
        return shared(FIRST_PART + PARTS.indexOf(levels), () -> DepthJson.partial(listing, depth, levels));
    }

    /** Returns true if the best levels differ from those of another depth. */
    public boolean differs(Depth other, int levels) {
        return differ(other.bids(), depth.bids(), levels) || differ(other.asks(), depth.asks(), levels);
    }

    private static boolean differ(Levels one, Levels other, int levels) {
        int compared = Math.min(levels, Math.max(one.size(), other.size()));
        if (Math.min(one.size(), other.size()) < compared) {
            return true;
        }
        for (int i = 0; i < compared; i++) {
            if (one.priceUnits(i) != other.priceUnits(i)
                    || !one.quantityUnits(i).equals(other.quantityUnits(i))) {
                return true;
            }
        }
        return false;
    }

    private long checksum() {
        if (checksum < 0) {
            checksum = DepthJson.checksum(listing, depth);
        }
        return checksum;
    }

    private String shared(int place, Supplier<String> encode) {
        String known = texts.get(place);
        if (known != null) {
            return known;
        }
        String encoded = encode.get();
        texts.set(place, encoded);
        return encoded;
    }
}
