"""A person is called by the fullest name that the article gives, wherever it stands."""

import pytest

from pipeline.coding.full_names import FullNames


@pytest.mark.parametrize(
    ("known", "full", "body"),
    [
        ("Duha", "Yasozatulo Duha", "Camat Telukdalam Yasozatulo Duha hadir di Kecamatan Telukdalam. Duha menolak."),
        ("Fatmawati", "Fatmawati Pakaya", "Kepala BKPSDM, Hj. Fatmawati Pakaya, M.Pd, geram, kata Kaban Fatmawati."),
        ("La Ode Samsu", "La Ode Samsu Bahari", "Kepala Desa La Ode Samsu Bahari kelimpungan. La Ode Samsu pasrah."),
        ("Lejiu", "Hermanus Lejiu", "Menurut Lejiu begitu. Demikian pula menurut pengamat Hermanus Lejiu."),
        ("Rina", "Rina", "Rina Lubis dan Rina Sirait hadir."),
        ("Budi Hartono", "Budi Hartono", "Camat Rimbo Tengah Budi Hartono hadir."),
        ("Suhardi", "Suhardi Effendi", "Pjs Bupati Bengkulu Selatan Suhardi Effendi hadir."),
        ("AB", "AB", "AB Rahman hadir. Camat berinisial AB diperiksa."),
        ("JP", "JP Sinaga", "JP Sinaga mencetak gol. JP lalu berlari."),
        ("Tanwier", "Mohd Tanwier", "Sekda Mohd Tanwier MM hadir. Tanwier pamit."),
    ],
)
def test_a_short_form_means_the_one_longer_name_that_holds_it(known: str, full: str, body: str) -> None:
    assert FullNames(body).of(known) == full
