"""The models of the cases in PyTorch. Modules are called like the nodes of the declared models, so that weights fit by name."""
from collections import OrderedDict

import torch
from torch import nn


def mlp(*widths):
    layers = []
    for before, after in zip(widths, widths[1:]):
        layers += [nn.Linear(before, after), nn.ReLU()]
    return nn.Sequential(*layers)


class SmallNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.SoundMlp = mlp(64, 64, 32)
        self.MotionMlp = mlp(32, 64, 32)
        self.Which = nn.Sequential(nn.Linear(64, 10))

    def forward(self, sound, motion):
        return self.Which(torch.cat([self.SoundMlp(sound), self.MotionMlp(motion)], dim=1))


class ThreeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.SoundMlp = mlp(64, 64, 32)
        self.MotionMlp = mlp(32, 64, 32)
        self.LightMlp = mlp(16, 32, 16)
        self.Joint = mlp(80, 32)
        self.Which = nn.Sequential(nn.Linear(32, 10))

    def forward(self, sound, motion, light):
        branches = torch.cat([self.SoundMlp(sound), self.MotionMlp(motion), self.LightMlp(light)], dim=1)
        return self.Which(self.Joint(branches))


class MediumNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.SoundMlp = mlp(256, 256, 256)
        self.MotionMlp = mlp(128, 256, 256)
        self.Joint = mlp(512, 256)
        self.Which = nn.Sequential(nn.Linear(256, 10))

    def forward(self, sound, motion):
        return self.Which(self.Joint(torch.cat([self.SoundMlp(sound), self.MotionMlp(motion)], dim=1)))


class TimeLast(nn.Module):
    """[batch, time, channel] -> [batch, channel, time]."""

    def forward(self, values):
        return values.transpose(1, 2)


class CipherNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.OpcodeCnn = nn.Sequential(OrderedDict([
            ("0", nn.Embedding(108, 8)), ("swap", TimeLast()),
            ("1", nn.Conv1d(8, 256, 16, bias=False)), ("2", nn.BatchNorm1d(256)), ("3", nn.ReLU()),
            ("4", nn.Conv1d(256, 32, 4, bias=False)), ("5", nn.BatchNorm1d(32)), ("6", nn.ReLU()),
            ("7", nn.Flatten()), ("8", nn.Linear(32 * 238, 12)), ("9", nn.ReLU()),
        ]))
        self.FrequencyMlp = nn.Sequential(
            nn.Linear(108, 256, bias=False), nn.BatchNorm1d(256), nn.Linear(256, 32, bias=False), nn.BatchNorm1d(32), nn.ReLU(),
            nn.Linear(32, 12), nn.ReLU())
        self.Algorithm = nn.Sequential(nn.Linear(24, 12))

    def forward(self, opcodes, frequencies):
        return self.Algorithm(torch.cat([self.OpcodeCnn(opcodes), self.FrequencyMlp(frequencies)], dim=1))


class SixNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.ProfilesMlp = mlp(216, 64, 32)
        self.FourierMlp = mlp(76, 64, 32)
        self.KarhunenMlp = mlp(64, 64, 32)
        self.MorphologyMlp = mlp(6, 64, 32)
        self.PixelsMlp = mlp(240, 64, 32)
        self.ZernikeMlp = mlp(47, 64, 32)
        self.Joint = mlp(6 * 32, 64)
        self.Which = nn.Sequential(nn.Linear(64, 10))

    def forward(self, profiles, fourier, karhunen, morphology, pixels, zernike):
        views = [
            self.ProfilesMlp(profiles), self.FourierMlp(fourier), self.KarhunenMlp(karhunen),
            self.MorphologyMlp(morphology), self.PixelsMlp(pixels), self.ZernikeMlp(zernike),
        ]
        return self.Which(self.Joint(torch.cat(views, dim=1)))


MODELS = {"small": SmallNet, "three": ThreeNet, "medium": MediumNet, "cnn": CipherNet, "six": SixNet}
