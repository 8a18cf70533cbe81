package no.grend.simulators.internal.web;

import java.security.SecureRandom;
import java.util.HexFormat;
import no.grend.simulators.internal.Memory;

/** The keys that the providers and their simulators agree on: made at first, and the same ever after. */
final class Keys {

    private static final int BYTES = 24;

    private final Memory memory;
    private final SecureRandom random = new SecureRandom();

    Keys(Memory memory) {
        this.memory = memory;
    }

    String of(String name) {
        String key = "key:" + name;
        return memory.read(key).orElseGet(() -> {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            String made = HexFormat.of().formatHex(bytes);
            memory.write(key, made);
            return made;
        });
    }
}
