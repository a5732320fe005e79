package com.flowex.platform.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.platform.jobs.Follower.Mark;
import com.flowex.platform.jobs.Follower.News;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowerTest {

    private final List<Mark> asked = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private final List<News<String>> said = new ArrayList<>();
    private int failures;

    private final Follower<String> follower = new Follower<>(this::after, this::take);

    private News<String> after(Mark mark) {
        asked.add(mark);
        return said.isEmpty() ? new News<>(mark, List.of(), false) : said.getFirst();
    }

    private void take(News<String> news) {
        if (failures-- > 0) {
            throw new IllegalStateException("not now");
        }
        if (!news.items().isEmpty()) {
            said.removeFirst();
        }
        if (news.isAnew()) {
            taken.clear();
        }
        taken.addAll(news.items());
    }

    private static News<String> upTo(long number, String... items) {
        return new News<>(new Mark("log", number), List.of(items), false);
    }

    @Test
    void oneLookTakesEverythingThatIsThereALittleAtATime() {
        said.addAll(List.of(upTo(2, "a", "b"), upTo(3, "c")));

        follower.look();

        assertEquals(List.of("a", "b", "c"), taken);
        assertEquals(List.of(Mark.START, new Mark("log", 2), new Mark("log", 3)), asked);
    }

    @Test
    void whatCouldNotBeTakenComesAgain() {
        said.add(upTo(2, "a", "b"));
        failures = 1;

        assertThrows(IllegalStateException.class, follower::look);
        follower.look();

        assertEquals(List.of("a", "b"), taken);
        assertEquals(Mark.START, asked.get(1));
    }

    @Test
    void whatBeganAnewTakesThePlaceOfWhatWasTaken() {
        said.addAll(List.of(upTo(7, "of before"), new News<>(new Mark("another", 1), List.of("now"), true)));

        follower.look();

        assertEquals(List.of("now"), taken);
        assertEquals(new Mark("another", 1), asked.getLast());
    }
}
