package dev.qorm.schema;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sorted map that shares structure with the maps derived from it: {@link #with} and {@link #without} take
 * O(log n). A schema of thousands of tables is replayed through thousands of operations, each of which returns a new
 * schema; copying the map each time would make that quadratic.
 *
 * <p>It is a treap whose priorities are hashes of the keys: its shape depends only on its keys, and its depth is
 * logarithmic for any order of insertion.
 */
final class TableMap extends AbstractMap<String, Table> {
    static final TableMap EMPTY = new TableMap(null, 0);

    private record Node(
            String key,
            Table value,
            int priority,
            @Nullable Node left,
            @Nullable Node right) {
        Node children(@Nullable Node newLeft, @Nullable Node newRight) {
            return new Node(key, value, priority, newLeft, newRight);
        }
    }

    private final @Nullable Node root;
    private final int size;

    private TableMap(@Nullable Node root, int size) {
        this.root = root;
        this.size = size;
    }

    TableMap with(String key, Table value) {
        var found = containsKey(key);
        return new TableMap(insert(root, key, value, priority(key)), found ? size : size + 1);
    }

    TableMap without(String key) {
        return containsKey(key) ? new TableMap(remove(root, key), size - 1) : this;
    }

    /** Mixes the hash code (with the finalizer of MurmurHash3), since similar names have adjacent hash codes. */
    private static int priority(String key) {
        var h = key.hashCode();
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }

    private static boolean above(Node a, int priority, String key) {
        return a.priority != priority ? a.priority > priority : a.key.compareTo(key) < 0;
    }

    private static Node insert(@Nullable Node node, String key, Table value, int priority) {
        if (node == null) {
            return new Node(key, value, priority, null, null);
        }
        var order = key.compareTo(node.key);
        if (order == 0) {
            return new Node(key, value, priority, node.left, node.right);
        }
        if (!above(node, priority, key)) {
            return new Node(key, value, priority, before(node, key), after(node, key));
        }
        return order < 0
                ? node.children(insert(node.left, key, value, priority), node.right)
                : node.children(node.left, insert(node.right, key, value, priority));
    }

    private static @Nullable Node before(@Nullable Node node, String key) {
        if (node == null) {
            return null;
        }
        return node.key.compareTo(key) < 0 ? node.children(node.left, before(node.right, key)) : before(node.left, key);
    }

    private static @Nullable Node after(@Nullable Node node, String key) {
        if (node == null) {
            return null;
        }
        return node.key.compareTo(key) > 0 ? node.children(after(node.left, key), node.right) : after(node.right, key);
    }

    private static @Nullable Node remove(@Nullable Node node, String key) {
        if (node == null) {
            return null;
        }
        var order = key.compareTo(node.key);
        if (order == 0) {
            return merge(node.left, node.right);
        }
        return order < 0
                ? node.children(remove(node.left, key), node.right)
                : node.children(node.left, remove(node.right, key));
    }

    private static @Nullable Node merge(@Nullable Node left, @Nullable Node right) {
        if (left == null) {
            return right;
        }
        if (right == null) {
            return left;
        }
        return above(left, right.priority, right.key)
                ? left.children(left.left, merge(left.right, right))
                : right.children(merge(left, right.left), right.right);
    }

    @Override
    public @Nullable Table get(@Nullable Object key) {
        var node = root;
        while (node != null && key instanceof String wanted) {
            var order = wanted.compareTo(node.key);
            if (order == 0) {
                return node.value;
            }
            node = order < 0 ? node.left : node.right;
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Set<Map.Entry<String, Table>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, Table>> iterator() {
                return new InOrder(root);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    private static final class InOrder implements Iterator<Map.Entry<String, Table>> {
        private final Deque<Node> path = new ArrayDeque<>();

        InOrder(@Nullable Node root) {
            descend(root);
        }

        private void descend(@Nullable Node node) {
            for (var next = node; next != null; next = next.left) {
                path.push(next);
            }
        }

        @Override
        public boolean hasNext() {
            return !path.isEmpty();
        }

        @Override
        public Map.Entry<String, Table> next() {
            if (path.isEmpty()) {
                throw new NoSuchElementException();
            }
            var node = path.pop();
            descend(node.right);
            return Map.entry(node.key, node.value);
        }
    }
}
