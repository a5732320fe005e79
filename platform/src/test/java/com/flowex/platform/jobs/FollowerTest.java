package com.flowex.platform.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.platform.jobs.Follower.FollowPosition;
import com.flowex.platform.jobs.Follower.NewItems;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowerTest {

    private final List<FollowPosition> positions = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private final List<NewItems<String>> pending = new ArrayList<>();
    private int failures;

    private final Follower<String> follower = new Follower<>(this::after, this::take);

    private NewItems<String> after(FollowPosition mark) {
        positions.add(mark);
        return pending.isEmpty() ? new NewItems<>(mark, List.of(), false) : pending.getFirst();
    }

    private void take(NewItems<String> news) {
        if (failures-- > 0) {
            throw new IllegalStateException("not now");
        }
        if (!news.items().isEmpty()) {
            pending.removeFirst();
        }
        if (news.isAnew()) {
            taken.clear();
        }
        taken.addAll(news.items());
    }

    private static NewItems<String> upTo(long number, String... items) {
        return new NewItems<>(new FollowPosition("log", number), List.of(items), false);
    }

    @Test
    void oneCheckTakesAllItemsInBatches() {
        pending.addAll(List.of(upTo(2, "a", "b"), upTo(3, "c")));

        follower.check();

        assertEquals(List.of("a", "b", "c"), taken);
        assertEquals(
                List.of(FollowPosition.START, new FollowPosition("log", 2), new FollowPosition("log", 3)), positions);
    }

    @Test
    void itemsOfAFailedTurnAreTakenAgain() {
        pending.add(upTo(2, "a", "b"));
        failures = 1;

        assertThrows(IllegalStateException.class, follower::check);
        follower.check();

        assertEquals(List.of("a", "b"), taken);
        assertEquals(FollowPosition.START, positions.get(1));
    }

    @Test
    void restartedSourceReplacesItsFormerItems() {
        pending.addAll(
                List.of(upTo(7, "of before"), new NewItems<>(new FollowPosition("another", 1), List.of("now"), true)));

        follower.check();

        assertEquals(List.of("now"), taken);
        assertEquals(new FollowPosition("another", 1), positions.getLast());
    }
}
