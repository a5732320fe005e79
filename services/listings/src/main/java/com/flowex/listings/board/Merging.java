package com.flowex.listings.board;

import com.flowex.listings.board.BoardCoin.Said;
import com.flowex.listings.provider.CoinFigure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes one coin of what several providers say. */
final class Merging {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int PLACES = 4;

    private Merging() {}

    /**
     * One coin.
     *
     * @param said in the order of trust, at least one
     * @param fresh what is of before then is stale
     */
    static BoardCoin coin(List<Said> said, Instant fresh) {
        Said shown = said.stream()
                .filter(each -> !each.asOf().isBefore(fresh))
                .findFirst()
                .orElse(said.getFirst());
        return new BoardCoin(shown, said, disagreement(shown, said, fresh), BoardCoin.text(shown.quote()));
    }

    private static @Nullable BigDecimal disagreement(Said shown, List<Said> said, Instant fresh) {
        List<BigDecimal> prices = said.stream()
                .filter(each -> !each.asOf().isBefore(fresh))
                .flatMap(each -> each.quote().figure(CoinFigure.CURRENT_PRICE).stream())
                .sorted()
                .toList();
        BigDecimal base = shown.quote().figure(CoinFigure.CURRENT_PRICE).orElse(BigDecimal.ZERO);
        if (prices.size() < 2 || base.signum() <= 0) {
            return null;
        }
        return prices.getLast()
                .subtract(prices.getFirst())
                .multiply(HUNDRED)
                .divide(base, PLACES, RoundingMode.HALF_EVEN);
    }
}
