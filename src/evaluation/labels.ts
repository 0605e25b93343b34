/** What an utterance may mean, as sets of utterances name it. */
export const UTTERANCE_LABELS = [
  'hoc_tiep', 'bat_dau', 'giup', 'nghe_lai', 'giai_thich_don_gian', 'chu_to', 'noi_cham', 'dung', 'ket_qua', 'lam_bai', 'tra_loi_A', 'tra_loi_B', 'tra_loi_C',
  'dong_y', 'tu_choi', 'goi_con', 'doi_gio_nhac', 'tat_nhac', 'xoa_du_lieu', 'xem_du_lieu', 'hoi_bai', 'kiem_tra_lua_dao', 'dang_bi_goi', 'khan_cap_mat_tien',
  'khan_cap_suc_khoe', 'doi_xung_ho', 'chon_tinh', 'quay_lai', 'menu', 'cam_on', 'tro_chuyen', 'khong_ro',
] as const // prettier-ignore

export type UtteranceLabel = (typeof UTTERANCE_LABELS)[number]
