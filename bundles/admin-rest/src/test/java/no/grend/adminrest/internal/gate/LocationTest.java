package no.grend.adminrest.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocationTest {

    @Test
    void isAPathBelowTheBaseOnce() {
        assertThat(Location.plain("http://evil.example/api/admin/api/admin/jobs/1"))
                .isEqualTo("/api/admin/jobs/1");
        assertThat(Location.plain("http://localhost:8181/api/admin/jobs/1?x=%20"))
                .isEqualTo("/api/admin/jobs/1?x=%20");
        assertThat(Location.plain("/api/admin/jobs/1")).isEqualTo("/api/admin/jobs/1");
    }
}
