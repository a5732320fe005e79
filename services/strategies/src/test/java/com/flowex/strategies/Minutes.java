package com.flowex.strategies;

import com.flowex.strategies.app.SourceSandbox;
import java.util.List;

/** Opens {@link EveryMinute} for each source. */
final class Minutes implements SourceSandbox {

    private final double further;

    Minutes(double further) {
        this.further = further;
    }

    @Override
    public Checked check(String source) {
        return new Checked(new EveryMinute(further).parameters(), List.of());
    }

    @Override
    public Opened open(String name, String source, List<String> markets) {
        return Opened.of(new EveryMinute(further));
    }
}
