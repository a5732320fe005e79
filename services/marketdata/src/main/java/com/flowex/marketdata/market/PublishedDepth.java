package com.flowex.marketdata.market;

import com.flowex.marketdata.book.Depth;
import com.flowex.marketdata.book.DepthChange;
import java.util.Optional;

/**
 * A depth as it was published, with what it replaced. Each message about it is encoded at most once, by whoever needs it
 * first (two at the same moment may both do it and get equal texts), and then shared by all subscribers.
 */
public final class PublishedDepth {

    private final Listing listing;
    private final Depth before;
    private final Depth depth;
    private volatile Optional<String> snapshot = Optional.empty();
    private volatile Optional<String> change = Optional.empty();

    PublishedDepth(Listing listing, Depth before, Depth depth) {
        this.listing = listing;
        this.before = before;
        this.depth = depth;
    }

    public Depth depth() {
        return depth;
    }

    /** The message that a new subscriber starts from. */
    public String snapshotText() {
        Optional<String> known = snapshot;
        if (known.isPresent()) {
            return known.get();
        }
        String encoded = DepthText.snapshot(listing, depth);
        snapshot = Optional.of(encoded);
        return encoded;
    }

    /**
     * The message that brings a subscriber up to this depth.
     *
     * @param known the depth that the subscriber was sent last; the one before this for all who keep up, an older one
     *     for a slow reader, who gets the net change of all that was missed
     */
    public String changeText(Depth known) {
        if (known.sequence() != before.sequence()) {
            return DepthText.change(listing, DepthChange.between(known, depth));
        }
        Optional<String> shared = change;
        if (shared.isPresent()) {
            return shared.get();
        }
        String encoded = DepthText.change(listing, DepthChange.between(before, depth));
        change = Optional.of(encoded);
        return encoded;
    }
}
