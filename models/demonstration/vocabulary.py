"""Words that made-up stores, reasons and people are put together from. Nobody here exists."""

from models.programme.terms import STORE_TYPES as TYPES

STORE_TYPES = tuple(TYPES)
TYPE_SHARE = (0.18, 0.26, 0.30, 0.10, 0.03, 0.07, 0.06)
SIGNS = ("小店", "商行", "企业店", "旗舰店", "卖场旗舰店", "专卖店", "专营店")
"""How a store's name ends, by store type."""

FANCY = (
    "拾光 暖屿 禾间 青橙 木白 知夏 云朵 初见 星河 半山 南风 小满 清欢 有间 晴川 简一 麦田 向阳 乐活 朴素 "
    "山海 时令 良品 本味 织梦 花间 远方 微光 松果 鹿野 竹里 元气 百味 家年 乡里 老街 新芽 橘子 晨曦 满仓"
)
FANCIES = tuple(FANCY.split())

PRODUCTS = {
    "apparel": ("女装", "童装", "内衣", "牛仔", "毛衫"),
    "shoes": ("鞋靴", "童鞋", "布鞋", "运动鞋"),
    "bags": ("箱包", "饰品", "眼镜", "皮具"),
    "jewellery": ("珠宝", "玉石", "珍珠", "银饰"),
    "hometex": ("家纺", "毛巾", "窗帘", "地毯"),
    "furniture": ("家具", "沙发", "实木", "藤编"),
    "lighting": ("灯饰", "照明", "台灯"),
    "kitchen": ("陶瓷", "餐具", "厨具", "茶具"),
    "appliances": ("小家电", "数码", "电器"),
    "hardware": ("五金", "工具", "锁具", "水暖"),
    "household": ("日用百货", "收纳", "雨伞", "纸品"),
    "beauty": ("美妆", "护肤", "美妆工具", "洗护"),
    "toys": ("玩具", "童车", "积木"),
    "outdoor": ("户外", "渔具", "健身", "球类"),
    "crafts": ("文具", "乐器", "工艺品", "木雕"),
    "food": ("食品", "零食", "滋补", "调味"),
    "fresh": ("鲜果", "蔬菜", "粮油", "水产"),
    "tea": ("茶叶", "酒水", "冲饮"),
    "garden": ("花卉", "绿植", "宠物用品"),
}

REJECTIONS = (
    "产地证明缺失",
    "营业执照与店铺主体不一致",
    "经营地址不在产业带内",
    "商品资质不全",
    "店铺分低于要求",
    "存在未处理违规",
    "实拍图片不清晰",
    "品牌授权已过期",
)
REJECTION_SHARE = (0.27, 0.17, 0.16, 0.13, 0.10, 0.08, 0.06, 0.03)
REQUESTS = ("请补充产地证明", "请补充生产场地照片", "请更新营业执照", "请补充质检报告")
REVOCATIONS = ("违规取消", "已离开产业带", "店铺关闭")
REASONS = (*REJECTIONS, *REQUESTS, *REVOCATIONS)

FAMILIES = "zhang wang li zhao chen liu yang huang zhou wu xu sun ma zhu hu guo he gao lin luo zheng"
GIVEN_NAMES = "wei fang na min jing lei qiang yan jun yang chao xia ping gang hui ning"
FAMILY, GIVEN = FAMILIES.split(), GIVEN_NAMES.split()


def manager(number: int) -> str:
    """A made-up account manager's address; numbers below 336 give different ones."""
    return f"{FAMILY[number % len(FAMILY)]}.{GIVEN[number // len(FAMILY) % len(GIVEN)]}@demo.invalid"
