package com.flowex.listings.risk;

import com.flowex.listings.board.Board;
import com.flowex.listings.board.BoardCoin;
import com.flowex.listings.board.FirstCoins;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The coins of a board that have a score of one tenant, in the order of it both ways; those of the same score by their ids. */
public final class CoinRisks {

    private final long version;
    private final Board.Numbers board;
    private final Map<String, CoinRisk> byCoin;
    private final FirstCoins calmest;
    private final FirstCoins riskiest;

    private CoinRisks(long version, Board.Numbers board, Map<String, CoinRisk> byCoin) {
        this.version = version;
        this.board = board;
        this.byCoin = Map.copyOf(byCoin);
        Comparator<Map.Entry<String, CoinRisk>> byScore =
                Comparator.comparingDouble(each -> each.getValue().score());
        this.calmest = sorted(byScore);
        this.riskiest = sorted(byScore.reversed());
    }

    /**
     * Which coin each asset is: the one that was given its code; where none was, the largest of its symbol, unless that one has another
     * code.
     *
     * @param version of when it was stored
     */
    static CoinRisks of(long version, Board board, List<StoredRisk> stored) {
        Map<String, CoinRisk> byCoin = new HashMap<>();
        for (StoredRisk each : stored) {
            if (board.coin(each.coin()).isPresent()) {
                byCoin.put(each.coin(), each.risk());
            }
        }
        for (StoredRisk each : stored) {
            if (each.coin().isEmpty()) {
                board.bySymbol(each.risk().asset())
                        .map(BoardCoin::id)
                        .ifPresent(coin -> byCoin.putIfAbsent(coin, each.risk()));
            }
        }
        return new CoinRisks(version, board.numbers(), byCoin);
    }

    private FirstCoins sorted(Comparator<Map.Entry<String, CoinRisk>> order) {
        return new FirstCoins(byCoin.entrySet().stream()
                .sorted(order.thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList());
    }

    boolean isOf(long newest, Board shown) {
        return version == newest && board.equals(shown.numbers());
    }

    /** Grows when any tenant's scores change. */
    public long version() {
        return version;
    }

    /** Empty where it has no score. */
    public Optional<CoinRisk> of(String coin) {
        return Optional.ofNullable(byCoin.get(coin));
    }

    /** The coins that have a score, in its order. */
    public FirstCoins first(boolean isDescending) {
        return isDescending ? riskiest : calmest;
    }
}
