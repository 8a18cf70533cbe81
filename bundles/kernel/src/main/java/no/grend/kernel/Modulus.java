package no.grend.kernel;

/** The check digit sums of Norwegian numbers, over ASCII digits. */
final class Modulus {

    private Modulus() {}

    /** Whether the text is this many digits 0-9, and nothing else. */
    static boolean isDigits(String text, int length) {
        return text != null && text.length() == length && isDigits(text);
    }

    /** Whether the text holds digits 0-9 only. */
    static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Sum of digits times weights, from the left, over as many digits as there are weights. */
    static int weighted(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (digits.charAt(i) - '0') * weights[i];
        }
        return sum;
    }

    /** What the check functions give when the payload holds something else than digits. */
    static final int NONE = -1;

    /** MOD10 (Luhn) check character of the ASCII digits from (inclusive) and to (exclusive), or {@link #NONE}. */
    static int mod10(byte[] text, int from, int to) {
        int sum = 0;
        boolean twice = true;
        for (int i = to - 1; i >= from; i--, twice = !twice) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            int product = twice ? digit * 2 : digit;
            sum += product > 9 ? product - 9 : product;
        }
        return '0' + (10 - sum % 10) % 10;
    }

    /** MOD11 check character of the ASCII digits, {@code -} for ten, or {@link #NONE}. */
    static int mod11(byte[] text, int from, int to) {
        int sum = 0;
        int weight = 2;
        for (int i = to - 1; i >= from; i--) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            sum += digit * weight;
            weight = weight == 7 ? 2 : weight + 1;
        }
        int rest = sum % 11;
        if (rest == 1) {
            return '-';
        }
        return rest == 0 ? '0' : '0' + 11 - rest;
    }
}
