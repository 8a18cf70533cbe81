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

    /** MOD10 (Luhn) check character of a payload; null when the payload is not all digits. */
    static Character mod10(CharSequence payload) {
        int sum = 0;
        for (int i = payload.length() - 1, weight = 2; i >= 0; i--, weight = 3 - weight) {
            int digit = payload.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            int product = digit * weight;
            sum += product > 9 ? product - 9 : product;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    /** MOD11 check character of a payload, {@code -} for ten; null when the payload is not all digits. */
    static Character mod11(CharSequence payload) {
        int sum = 0;
        for (int i = payload.length() - 1, weight = 2; i >= 0; i--, weight = weight == 7 ? 2 : weight + 1) {
            int digit = payload.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            sum += digit * weight;
        }
        int rest = sum % 11;
        return switch (rest) {
            case 0 -> '0';
            case 1 -> '-';
            default -> (char) ('0' + 11 - rest);
        };
    }
}
