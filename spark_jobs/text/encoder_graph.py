"""The encoder as an ONNX graph with 8-bit matrices, built from the packed weights and the thinned layers.

What comes out is the mean over a text's pieces of the states of the layers `LAYERS`.
"""

import os
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from spark_jobs.text.packed_weights import PackedWeights
from spark_jobs.text.rounding import in_seven_bits
from spark_jobs.text.thinned import Thinned

LAYERS = (7,)  # see `thin`: seven thinned layers take two thirds of the time of six whole ones, and tell about as much
_CONTRIBUTED = "com.microsoft"  # ONNX Runtime's own operators


class _Graph:
    def __init__(self, weights: PackedWeights):
        self.weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, inputs: list[str], *outputs: str, domain: str = _CONTRIBUTED, **attributes) -> str:
        self.nodes.append(helper.make_node(kind, inputs, list(outputs), domain=domain, **attributes))
        return outputs[0]

    def dense(self, names: list[str]) -> tuple[np.ndarray, np.ndarray]:
        """The transposed matrices of these names side by side, and their biases."""
        biases = [self.weights.tensor(f"{name}.b") for name in names]
        rows = [self.weights.tensor(f"{name}.w").reshape(own.size, -1) for name, own in zip(names, biases, strict=True)]
        return np.concatenate(rows).T, np.concatenate(biases)

    def times(self, source: str, values: np.ndarray, bias: np.ndarray, result: str) -> str:
        """source times a matrix, plus a bias."""
        rounded, scale = in_seven_bits(values)
        given = [
            source,
            self.constant(f"{result}.w", rounded),
            self.constant(f"{result}.scale", scale),
            "",
            self.constant(f"{result}.b", bias.astype(np.float32)),
        ]
        return self.node("DynamicQuantizeMatMul", given, result)

    def norm(self, name: str, added: str, source: str, result: str) -> str:
        """Layer norm of a sum."""
        gain = self.constant(f"{name}.gain", self.weights.tensor(f"{name}.w"))
        shift = self.constant(f"{name}.shift", self.weights.tensor(f"{name}.b"))
        # Two plain operators: ONNX Runtime's own one for both takes thrice their time, see `Encoder`'s session.
        total = self.node("Add", [added, source], f"{result}.sum", domain="")
        epsilon = float(self.weights.epsilon)
        return self.node("LayerNormalization", [total, gain, shift], result, domain="", axis=-1, epsilon=epsilon)


def active(layer: int) -> str:
    """The name of what a layer's inner neurons, counted from 0, hand on."""
    return f"l{layer}.active"


def write_graph(weights: PackedWeights, thinned: list[Thinned], path: Path) -> None:
    """Build the graph and write it: input `pieces` (1 x pieces x width), an output a layer of LAYERS.

    Without thinned layers it is the encoder as it is installed, and what its inner neurons hand on comes out too.
    """
    graph = _Graph(weights)
    gain = graph.constant("emb.gain", weights.tensor("emb.ln.w"))
    shift = graph.constant("emb.shift", weights.tensor("emb.ln.b"))
    given = ["pieces", gain, shift]
    state = graph.node("LayerNormalization", given, "start", domain="", axis=-1, epsilon=float(weights.epsilon))
    axes = graph.constant("axes", np.array([1], np.int64))
    outputs = []
    for number in range(1, max(LAYERS) + 1):
        layer = f"l{number - 1}"
        graph.times(state, *graph.dense([f"{layer}.q", f"{layer}.k", f"{layer}.v"]), f"{layer}.qkv")
        three = [f"{layer}.query", f"{layer}.key", f"{layer}.value"]
        graph.node("Split", [f"{layer}.qkv"], *three, domain="", axis=2, num_outputs=3)
        graph.node("MultiHeadAttention", three, f"{layer}.context", num_heads=weights.heads)
        graph.times(f"{layer}.context", *graph.dense([f"{layer}.ao"]), f"{layer}.attended")
        middle = graph.norm(f"{layer}.aln", f"{layer}.attended", state, f"{layer}.middle")
        inner, inner_bias = graph.dense([f"{layer}.fi"])
        outer, outer_bias = graph.dense([f"{layer}.fo"])
        if thinned:
            kept, outer, outer_bias = thinned[number - 1]
            inner, inner_bias = inner[:, kept], inner_bias[kept]
        graph.times(middle, inner, inner_bias, f"{layer}.inner")
        graph.node("FastGelu", [f"{layer}.inner"], active(number - 1))
        graph.times(active(number - 1), outer, outer_bias, f"{layer}.outer")
        state = graph.norm(f"{layer}.oln", f"{layer}.outer", middle, f"{layer}.state")
        if number in LAYERS:
            mean = graph.node("ReduceMean", [state, axes], f"layer{number}", domain="", keepdims=0)
            outputs.append(helper.make_tensor_value_info(mean, TensorProto.FLOAT, [1, weights.width]))
        if not thinned:
            handed_on = [1, "pieces", weights.inner]
            outputs.append(helper.make_tensor_value_info(active(number - 1), TensorProto.FLOAT, handed_on))
    source = helper.make_tensor_value_info("pieces", TensorProto.FLOAT, [1, "pieces", weights.width])
    made = helper.make_graph(graph.nodes, "encoder", [source], outputs, graph.constants)
    sets = [helper.make_opsetid("", 18), helper.make_opsetid(_CONTRIBUTED, 1)]
    path.parent.mkdir(parents=True, exist_ok=True)
    # Two processes may build it at once: each its own file, and the last one stays.
    partial = path.with_suffix(f".{os.getpid()}")
    onnx.save(helper.make_model(made, opset_imports=sets, ir_version=9), partial)
    partial.replace(path)
